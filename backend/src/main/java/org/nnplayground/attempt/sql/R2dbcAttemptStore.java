package org.nnplayground.attempt.sql;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Activity;
import org.nnplayground.attempt.Attempt;
import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.attempt.Score;
import org.nnplayground.attempt.ScoreDelivery;
import org.nnplayground.attempt.StepResult;
import org.nnplayground.attempt.Student;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.goal.GoalProgress;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores attempts and scores in a database. */
final class R2dbcAttemptStore implements AttemptStore {

    private static final String ACTIVITY = "platform = :platform and deployment = :deployment and link = :link";
    private static final String STUDENT = ACTIVITY + " and subject = :subject";

    private final Database database;

    R2dbcAttemptStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> open(Attempt attempt) {
        Attempt.Training training = attempt.training();
        return changes(client -> named(client.sql("""
                        insert into lti_attempts
                          (id, platform, deployment, link, subject, exercise, number, seed, opened_at, goal,
                           goal_reached)
                        values (:id, :platform, :deployment, :link, :subject, :exercise, :number, :seed, :at, :goal,
                           :reached)
                        on conflict do nothing
                        """), attempt.student())
                .bind("id", attempt.id())
                .bind("exercise", attempt.exercise())
                .bind("number", attempt.number())
                .bind("seed", attempt.seed())
                .bind("at", Statements.time(attempt.openedAt()))
                .bind("goal", Parameter.fromOrEmpty(training == null ? null : training.goal(), String.class))
                .bind("reached", Parameter.fromOrEmpty(training == null ? null : 0, Integer.class)));
    }

    @Override
    public Mono<Void> progress(Attempt progressed) {
        GoalProgress progress = Objects.requireNonNull(progressed.training()).progress();
        return changes(client -> client.sql("""
                                update lti_attempts
                                set goal_reached = :reached, goal_job = :job, goal_run = :run, goal_epoch = :epoch
                                where id = :id and closed_at is null and goal_reached < :reached
                                """)
                        .bind("id", progressed.id())
                        .bind("reached", progress.reached())
                        .bind("job", progress.job())
                        .bind("run", progress.run())
                        .bind("epoch", progress.epoch()))
                .then();
    }

    @Override
    public Mono<Attempt> find(String id) {
        return database.readOne(client -> client.sql("select * from lti_attempts where id = :id")
                .bind("id", id)
                .map(R2dbcAttemptStore::attempt)
                .one());
    }

    @Override
    public Flux<Attempt> of(Student student, String exercise) {
        return database.read(client -> named(
                        client.sql("select * from lti_attempts where " + STUDENT
                                + " and exercise = :exercise order by number"),
                        student)
                .bind("exercise", exercise)
                .map(R2dbcAttemptStore::attempt)
                .all());
    }

    @Override
    public Flux<Attempt> ofClass(Activity activity, String exercise) {
        return database.read(client -> named(
                        client.sql("select * from lti_attempts where " + ACTIVITY
                                + " and exercise = :exercise order by subject, number"),
                        activity)
                .bind("exercise", exercise)
                .map(R2dbcAttemptStore::attempt)
                .all());
    }

    @Override
    public Mono<Boolean> close(Attempt closed, @Nullable Score score, Instant now) {
        Attempt.Result result = closed.result();
        if (result == null) {
            throw new IllegalArgumentException("attempt " + closed.id() + " has no result");
        }
        return database.writeOne(
                client -> client.sql("""
                                update lti_attempts
                                set closed_at = :at, points = :points, max_points = :maxPoints, steps = :steps
                                where id = :id and closed_at is null
                                """)
                        .bind("id", closed.id())
                        .bind("at", Statements.time(result.closedAt()))
                        .bind("points", result.points())
                        .bind("maxPoints", result.maxPoints())
                        .bind("steps", text(result.steps()))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0)
                        .delayUntil(changed -> changed && score != null ? write(client, score, now) : Mono.empty()),
                List.of());
    }

    /** Inserts the delivery, or gives the student's present one another score. */
    private static Mono<Void> write(DatabaseClient client, Score score, Instant now) {
        return bound(client.sql("""
                                insert into lti_scores
                                  (platform, deployment, link, subject, line_item, readable, points, max_points,
                                   started_at, submitted_at, version, tries, due_at, unanswered)
                                values (:platform, :deployment, :link, :subject, :lineItem, :readable, :points,
                                   :maxPoints, :started, :submitted, 1, 0, :now, false)
                                on conflict do nothing
                                """), score, now)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 0)
                .flatMap(present -> bound(client.sql("""
                                update lti_scores
                                set line_item = :lineItem, readable = :readable, points = :points,
                                  max_points = :maxPoints, started_at = :started, submitted_at = :submitted,
                                  version = version + 1, tries = 0, due_at = :now, outcome = null, unanswered = false
                                where platform = :platform and deployment = :deployment and link = :link
                                  and subject = :subject
                                  and not (line_item = :lineItem and readable = :readable and points = :points
                                    and max_points = :maxPoints and started_at = :started
                                    and submitted_at = :submitted and coalesce(outcome, '') <> 'failed')
                                """), score, now).then());
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec sql, Score score, Instant now) {
        return named(sql, score.student())
                .bind("lineItem", score.lineItem().toString())
                .bind("readable", score.readable())
                .bind("points", score.points())
                .bind("maxPoints", score.maxPoints())
                .bind("started", Statements.time(score.startedAt()))
                .bind("submitted", Statements.time(score.submittedAt()))
                .bind("now", Statements.time(now));
    }

    @Override
    public Mono<ScoreDelivery> delivery(Student student) {
        return database.readOne(client -> named(client.sql("select * from lti_scores where " + STUDENT), student)
                .map(R2dbcAttemptStore::deliveryOf)
                .one());
    }

    @Override
    public Flux<ScoreDelivery> due(Instant now, int perPlatform, int limit) {
        return database.read(client -> client.sql("""
                        select * from
                          (select *, row_number() over (partition by platform order by due_at) as place
                           from lti_scores
                           where due_at <= :now and (claimed_until is null or claimed_until <= :now)
                             and (sent_at is null or sent_at <= :spaced)) as due
                        where place <= :perPlatform order by due_at fetch first :limit rows only
                        """)
                .bind("now", Statements.time(now))
                .bind("spaced", Statements.time(now.minus(ScoreDelivery.SPACING)))
                .bind("perPlatform", perPlatform)
                .bind("limit", limit)
                .map(R2dbcAttemptStore::deliveryOf)
                .all());
    }

    @Override
    public Mono<ScoreDelivery> claim(ScoreDelivery due, Instant now, Instant until) {
        ScoreDelivery claimed = due.claimed(now, until);
        return changes(client -> named(
                                client.sql("update lti_scores set claimed_until = :until, sent_at = :sent where "
                                        + STUDENT
                                        + " and version = :version and due_at <= :now"
                                        + " and claimed_until is not distinct from :held"
                                        + " and sent_at is not distinct from :last"),
                                due.score().student())
                        .bind("until", Statements.time(until))
                        .bind("sent", time(claimed.timestamp()))
                        .bind("version", due.version())
                        .bind("now", Statements.time(now))
                        .bind("held", time(due.claimedUntil()))
                        .bind("last", time(due.timestamp())))
                .flatMap(taken -> taken ? Mono.just(claimed) : Mono.empty());
    }

    @Override
    public Mono<Void> release(ScoreDelivery tried) {
        ScoreDelivery.Outcome outcome = tried.outcome();
        Student student = tried.score().student();
        return database.write(client -> named(
                        client.sql("update lti_scores set tries = :tries, due_at = :due,"
                                + " outcome = :outcome, unanswered = :unanswered where " + STUDENT
                                + " and claimed_until = :held and version = :version"),
                        student)
                .bind("tries", tried.tries())
                .bind("due", time(tried.dueAt()))
                .bind("outcome", Parameter.fromOrEmpty(outcome == null ? null : name(outcome), String.class))
                .bind("unanswered", tried.unanswered())
                .bind("held", time(tried.claimedUntil()))
                .bind("version", tried.version())
                .then()
                .then(named(
                                client.sql("update lti_scores set claimed_until = null where " + STUDENT
                                        + " and claimed_until = :held"),
                                student)
                        .bind("held", time(tried.claimedUntil()))
                        .then()));
    }

    @Override
    public Flux<String> subjects(String platform) {
        return database.read(
                client -> client.sql("select distinct subject from lti_attempts where platform = :platform")
                        .bind("platform", platform)
                        .map(row -> Statements.readText(row, "subject"))
                        .all());
    }

    @Override
    public Mono<Long> delete(String platform, @Nullable String link, @Nullable String subject) {
        String which = " where platform = :platform" + (link == null ? "" : " and link = :link")
                + (subject == null ? "" : " and subject = :subject");
        return database.writeOne(
                client -> chosen(client.sql("delete from lti_scores" + which), platform, link, subject)
                        .then()
                        .then(chosen(client.sql("delete from lti_attempts" + which), platform, link, subject)
                                .fetch()
                                .rowsUpdated()),
                List.of());
    }

    private static GenericExecuteSpec chosen(
            GenericExecuteSpec sql, String platform, @Nullable String link, @Nullable String subject) {
        GenericExecuteSpec chosen = sql.bind("platform", platform);
        chosen = link == null ? chosen : chosen.bind("link", link);
        return subject == null ? chosen : chosen.bind("subject", subject);
    }

    @Override
    public Mono<Void> deleteBefore(Instant time) {
        return database.write(client -> client.sql("delete from lti_scores where submitted_at < :time")
                .bind("time", Statements.time(time))
                .then()
                .then(client.sql("delete from lti_attempts where opened_at < :time")
                        .bind("time", Statements.time(time))
                        .then()));
    }

    /** Whether a statement changes a row. */
    private Mono<Boolean> changes(Function<DatabaseClient, GenericExecuteSpec> statement) {
        return database.writeOne(
                client -> statement.apply(client).fetch().rowsUpdated().map(rows -> rows > 0), List.of());
    }

    private static GenericExecuteSpec named(GenericExecuteSpec sql, Activity activity) {
        return sql.bind("platform", activity.platform())
                .bind("deployment", activity.deployment())
                .bind("link", activity.link());
    }

    private static GenericExecuteSpec named(GenericExecuteSpec sql, Student student) {
        return named(sql, student.activity()).bind("subject", student.subject());
    }

    private static Parameter time(@Nullable Instant instant) {
        return Parameter.fromOrEmpty(Statements.timeIfAny(instant), OffsetDateTime.class);
    }

    private static Student student(Readable row) {
        return new Student(
                new Activity(
                        Statements.readText(row, "platform"),
                        Statements.readText(row, "deployment"),
                        Statements.readText(row, "link")),
                Statements.readText(row, "subject"));
    }

    private static Attempt attempt(Readable row) {
        Instant closedAt = Statements.readTimeIfAny(row, "closed_at");
        return new Attempt(
                Statements.readText(row, "id"),
                student(row),
                Statements.readText(row, "exercise"),
                number(row, "number"),
                Statements.value(row.get("seed", Long.class)),
                Statements.readTime(row, "opened_at"),
                training(row),
                closedAt == null
                        ? null
                        : new Attempt.Result(
                                closedAt,
                                number(row, "points"),
                                number(row, "max_points"),
                                steps(Statements.readText(row, "steps"))));
    }

    private static Attempt.@Nullable Training training(Readable row) {
        String goal = row.get("goal", String.class);
        if (goal == null) {
            return null;
        }
        String job = row.get("goal_job", String.class);
        return new Attempt.Training(
                goal,
                job == null
                        ? GoalProgress.NONE
                        : new GoalProgress(
                                number(row, "goal_reached"),
                                job,
                                number(row, "goal_run"),
                                Statements.value(row.get("goal_epoch", Long.class))));
    }

    private static ScoreDelivery deliveryOf(Readable row) {
        String outcome = row.get("outcome", String.class);
        return new ScoreDelivery(
                new Score(
                        student(row),
                        URI.create(Statements.readText(row, "line_item")),
                        Boolean.TRUE.equals(row.get("readable", Boolean.class)),
                        number(row, "points"),
                        number(row, "max_points"),
                        Statements.readTime(row, "started_at"),
                        Statements.readTime(row, "submitted_at")),
                number(row, "version"),
                number(row, "tries"),
                Statements.readTimeIfAny(row, "due_at"),
                Statements.readTimeIfAny(row, "claimed_until"),
                Statements.readTimeIfAny(row, "sent_at"),
                outcome == null ? null : ScoreDelivery.Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(row.get("unanswered", Boolean.class)));
    }

    private static int number(Readable row, String column) {
        return Statements.value(row.get(column, Integer.class));
    }

    private static String text(List<StepResult> steps) {
        return steps.stream()
                .map(step -> step.step() + ":" + name(step.outcome()))
                .collect(Collectors.joining(" "));
    }

    private static List<StepResult> steps(String text) {
        return Arrays.stream(text.split(" "))
                .map(step -> step.split(":", 2))
                .map(step -> new StepResult(step[0], StepResult.Outcome.valueOf(step[1].toUpperCase(Locale.ROOT))))
                .toList();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
