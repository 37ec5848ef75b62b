package org.nnplayground.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Path CATALOGUE = Path.of("src/main/resources/org/nnplayground/problem");
    private static final Pattern KEY = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]+)*)\"");
    private static final Pattern ASKED = Pattern.compile("Message\\.of\\(\\s*\"([^\"]+)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void messagesAreFormattedInEveryLanguage() {
        var message = Message.of(
                "and",
                Message.of("choice.one-of", List.of("tanh", "relu")),
                Message.of("row.length", Message.of("many.number", 1000), Message.of("row.like-units"), 0.5));

        assertThat(message.in(Language.ENGLISH))
                .isEqualTo("must be one of tanh, relu, must have 1000 numbers, one for each unit, had 0.5");
        assertThat(message.in(Language.SIMPLIFIED_CHINESE))
                .isEqualTo("必须是以下之一：tanh、relu，必须有 1000 个数（每个单元一个），实际有 0.5 个");
        assertThat(message).hasToString(message.in(Language.ENGLISH));
    }

    @Test
    void clientInputIsNotInterpreted() {
        assertThat(Message.of("was", "{0} it's '{'").in(Language.ENGLISH)).isEqualTo("was {0} it's '{'");
    }

    @Test
    void theFirstSupportedLanguageIsChosen() {
        assertThat(Language.of("fr, zh-TW;q=0.9, en;q=0.8")).isEqualTo(Language.SIMPLIFIED_CHINESE);
        assertThat(Language.of("zh;q=0.5, en-GB")).isEqualTo(Language.ENGLISH);
        assertThat(Language.of("zh;q=0, fr")).isEqualTo(Language.ENGLISH);
        assertThat(Language.of(";;;q=x")).isEqualTo(Language.ENGLISH);
        assertThat(Language.of(null)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void bothLanguagesHaveEveryMessageWithTheSameArguments() {
        Map<String, String> english = catalogue("messages.properties");
        Map<String, String> chinese = catalogue("messages_zh_CN.properties");

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        chinese.forEach((key, text) ->
                assertThat(arguments(text)).as(key).isEqualTo(arguments(String.valueOf(english.get(key)))));
        assertThat(english.values()).noneMatch(text -> CHINESE.matcher(text).find());
        assertThat(chinese.entrySet().stream()
                        .filter(entry -> !CHINESE.matcher(entry.getValue()).find())
                        .map(Map.Entry::getKey))
                .as("messages without a word of Chinese")
                .containsExactlyInAnyOrder("and", "list.separator", "as-told");
    }

    /** The arguments that a pattern says, each once. */
    private static Set<String> arguments(String pattern) {
        var marks = Arrays.stream(new int[8]).mapToObj(zero -> "").toArray();
        for (int i = 0; i < marks.length; i++) {
            marks[i] = "<" + i + ">";
        }
        String said = new MessageFormat(pattern, Locale.ROOT).format(marks);
        return Arrays.stream(marks).map(Object::toString).filter(said::contains).collect(Collectors.toSet());
    }

    @Test
    void theCodeUsesEveryMessageAndOnlyExistingOnes() {
        Set<String> keys = catalogue("messages.properties").keySet();
        String code = sources();

        Set<String> mentioned = found(KEY, code);
        for (ProblemType type : ProblemType.values()) {
            for (Function<ProblemType, Message> part : List.<Function<ProblemType, Message>>of(
                    ProblemType::title, ProblemType::happened, ProblemType::remedy)) {
                mentioned.add(part.apply(type).key());
            }
        }
        for (String noun : List.of("layer", "number", "row", "sample")) {
            mentioned.addAll(List.of("one." + noun, "many." + noun)); // asked for by JsonValues.count
        }

        assertThat(keys).isSubsetOf(mentioned);
        assertThat(found(ASKED, code)).isSubsetOf(keys);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile).map(MessageTest::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> catalogue(String file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(CATALOGUE.resolve(file))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, texts::getProperty));
    }
}
