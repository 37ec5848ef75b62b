package org.nnplayground.web.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Attention;

/** What the presenter of a job points at: the data of the event {@code job.attention}. */
@Schema(
        name = "Attention",
        description = "At most one of input, unit, link and trace; none when the presenter points at nothing")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttentionBody(
        String job,

        @Schema(description = "Index into the features of the spec") @Nullable
        Integer input,

        @Nullable UnitBody unit,
        @Nullable LinkBody link,
        @Nullable TraceBody trace) {

    /** The name of the event. */
    public static final String EVENT = "job.attention";

    @Schema(name = "AttentionUnit", description = "Hidden layers first, the output layer last")
    public record UnitBody(int layer, int unit) {}

    @Schema(name = "AttentionLink", description = "The weight from an input of the layer to one of its units")
    public record LinkBody(int layer, int unit, int input) {}

    @Schema(
            name = "AttentionTrace",
            description = "A step of the trace of a mini-batch or of a train sample; exactly one of batch and sample")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TraceBody(
            @Schema(description = "Completed epochs at the parameters of the trace")
            long epoch,

            @Nullable Integer batch,
            @Nullable Integer sample,

            @Schema(description = "Position in the presenter's order of steps")
            int step,

            @Schema(description = "The sample within the mini-batch whose numbers are shown")
            int row) {}

    public static AttentionBody of(String job, Attention attention) {
        return switch (attention) {
            case Attention.Nothing nothing -> new AttentionBody(job, null, null, null, null);
            case Attention.Input(int index) -> new AttentionBody(job, index, null, null, null);
            case Attention.Unit(int layer, int unit) ->
                new AttentionBody(job, null, new UnitBody(layer, unit), null, null);
            case Attention.Link(int layer, int unit, int input) ->
                new AttentionBody(job, null, null, new LinkBody(layer, unit, input), null);
            case Attention.Trace it ->
                new AttentionBody(
                        job, null, null, null, new TraceBody(it.epoch(), it.batch(), it.sample(), it.step(), it.row()));
        };
    }
}
