package org.nnplayground.engine.djl.script;

/** The part of a program's text that splits and reorders samples. */
final class SampleText {

    private final Script script;

    /** Number of feature rows that the first layer uses, with or without the row of ones. */
    private final int rows;

    SampleText(Script script, int rows) {
        this.script = script;
        this.rows = rows;
    }

    /** Writes all methods. */
    void methods() {
        samples();
        tools();
    }

    /**
     * Splits x {@code [features + 1, n]} and y {@code [outputs, n]} into chunks of {@code size}; the last one may be
     * smaller.
     */
    private void samples() {
        script.method("samples(x: Tensor, y: Tensor, size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("inputs = torch.slice(x, 0, 0, %d)".formatted(rows));
        script.line("xs = annotate(List[Tensor], [])");
        script.line("ts = annotate(List[Tensor], [])");
        script.line("ys = annotate(List[Tensor], [])");
        forEachChunk("x");
        script.line("piece = torch.slice(inputs, 1, low, high)");
        script.effect("torch.append(xs, piece)");
        script.effect("torch.append(ts, torch.transpose(piece, 0, 1))");
        script.effect("torch.append(ys, torch.slice(y, 1, low, high))");
        script.end().line("return (xs, ts, ys)").end();
    }

    private void tools() {
        script.method("cloneState(source: Tensor) -> Tensor");
        script.line("return torch.clone(source)").end();
        script.method("copy(target: Tensor, source: Tensor) -> Tensor");
        script.line("return torch.copy_(target, source)").end();
        // The train set twice: in its original order, and the pair that batches are views of, which may be reordered.
        script.method("trainSet(x: Tensor, y: Tensor, n: int, copied: bool) -> List[Tensor]");
        script.line("tx = torch.slice(x, 1, 0, n)").line("ty = torch.slice(y, 1, 0, n)");
        script.begin("if copied")
                .line("sx = torch.clone(tx)")
                .line("sy = torch.clone(ty)")
                .end();
        script.begin("else").line("sx = tx").line("sy = ty").end();
        script.line("return [tx, ty, sx, sy]").end();
        script.method("reorder(train: List[Tensor], order: Tensor) -> Tensor");
        reorder("order");
        script.line("return order").end();
        script.method("disturb(train: List[Tensor], inputs: Tensor, first: int) -> Tensor");
        script.line("last = torch.add(first, torch.size(inputs, 1))");
        script.effect("torch.copy_(torch.slice(train[2], 1, first, last), inputs)");
        script.line("return inputs").end();
        script.method("batches(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[2], train[3], size, )").end();
        script.method(
                "originalChunks(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[0], train[1], size, )").end();
        script.method("columns(matrix: Tensor, size: int) -> List[Tensor]");
        script.line("pieces = annotate(List[Tensor], [])");
        forEachChunk("matrix");
        script.effect("torch.append(pieces, torch.slice(matrix, 1, low, high))");
        script.end().line("return pieces").end();
    }

    /** Begins a loop over the columns of a matrix in chunks of {@code size}; the last one may be smaller. */
    private void forEachChunk(String matrix) {
        script.line("count = torch.floordiv(torch.sub(torch.add(torch.size(%s, 1), size), 1), size)".formatted(matrix));
        forEachChunk(matrix, "0", "count");
    }

    /**
     * The same over the chunks {@code from} to {@code to - 1}; a chunk has the columns {@code low} to {@code high - 1}.
     */
    void forEachChunk(String matrix, String from, String to) {
        script.begin("for i in range(torch.sub(%s, %s))".formatted(to, from));
        script.line("low = torch.mul(torch.add(%s, i), size)".formatted(from));
        script.line("high = ops.prim.min(torch.add(low, size), torch.size(%s, 1))".formatted(matrix));
    }

    /**
     * Writes the reordering of the samples: train holds x and y in their original order, and the pair that batches are
     * views of.
     */
    void reorder(String order) {
        script.effect("torch.index_select(train[0], 1, %s, out=train[2])".formatted(order));
        script.effect("torch.index_select(train[1], 1, %s, out=train[3])".formatted(order));
    }
}
