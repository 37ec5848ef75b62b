package org.nnplayground.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * A translatable sentence, or a part of one. The texts are {@link MessageFormat} patterns in
 * {@code messages.properties} (English) and one file for each other {@link Language}.
 *
 * @param key in the properties files
 * @param arguments for {@code {0}}, {@code {1}}, ..: other messages, lists, and any other value by its {@code toString}
 */
public record Message(String key, List<Object> arguments) {

    private static final ResourceBundle ENGLISH = catalogue(Locale.ROOT);
    private static final ResourceBundle SIMPLIFIED_CHINESE = catalogue(Locale.SIMPLIFIED_CHINESE);

    public Message {
        arguments = arguments.stream().map(Message::plain).toList();
    }

    private static Object plain(Object argument) {
        return switch (argument) {
            case Message message -> message;
            case List<?> list -> list.stream().map(Message::plain).toList();
            default -> argument.toString();
        };
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    private static ResourceBundle catalogue(Locale locale) {
        return ResourceBundle.getBundle(
                "org.nnplayground.problem.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static ResourceBundle catalogue(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case SIMPLIFIED_CHINESE -> SIMPLIFIED_CHINESE;
        };
    }

    /** @throws java.util.MissingResourceException if the catalogue has no such key */
    public String in(Language language) {
        String pattern = catalogue(language).getString(key);
        return new MessageFormat(pattern, Locale.ROOT)
                .format(arguments.stream()
                        .map(argument -> format(argument, language))
                        .toArray());
    }

    private static String format(Object argument, Language language) {
        return switch (argument) {
            case Message message -> message.in(language);
            case List<?> list ->
                list.stream()
                        .map(element -> format(element, language))
                        .collect(Collectors.joining(catalogue(language).getString("list.separator")));
            default -> argument.toString();
        };
    }

    /** The English text, for logs. */
    @Override
    public String toString() {
        return in(Language.ENGLISH);
    }
}
