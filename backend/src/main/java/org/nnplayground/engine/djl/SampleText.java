package org.nnplayground.engine.djl;

/** The part of a program's text that cuts and orders samples. */
final class SampleText {

    private final Script script;

    /** Rows of the features that the first layer takes: with or without that of ones. */
    private final int rows;

    SampleText(Script script, int rows) {
        this.script = script;
        this.rows = rows;
    }

    /** The text of all methods. */
    void methods() {
        samples();
        tools();
    }

    /**
     * Cuts x {@code [features + 1, n]} and y {@code [outputs, n]} into pieces of {@code size}, the last one smaller.
     */
    private void samples() {
        script.method("samples(x: Tensor, y: Tensor, size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("inputs = torch.slice(x, 0, 0, %d)".formatted(rows));
        script.line("xs = annotate(List[Tensor], [])");
        script.line("ts = annotate(List[Tensor], [])");
        script.line("ys = annotate(List[Tensor], [])");
        pieces("x");
        script.line("piece = torch.slice(inputs, 1, low, high)");
        script.effect("torch.append(xs, piece)");
        script.effect("torch.append(ts, torch.transpose(piece, 0, 1))");
        script.effect("torch.append(ys, torch.slice(y, 1, low, high))");
        script.end().line("return (xs, ts, ys)").end();
    }

    private void tools() {
        script.method("twin(source: Tensor) -> Tensor");
        script.line("return torch.clone(source)").end();
        script.method("copy(target: Tensor, source: Tensor) -> Tensor");
        script.line("return torch.copy_(target, source)").end();
        // The train set as it was given, twice: the second pair is what batches are cut from, and may be reordered.
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
        script.method("batches(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[2], train[3], size, )").end();
        script.method("givenPieces(train: List[Tensor], size: int) -> Tuple[List[Tensor], List[Tensor], List[Tensor]]");
        script.line("return (self).samples(train[0], train[1], size, )").end();
        script.method("columns(matrix: Tensor, size: int) -> List[Tensor]");
        script.line("pieces = annotate(List[Tensor], [])");
        pieces("matrix");
        script.effect("torch.append(pieces, torch.slice(matrix, 1, low, high))");
        script.end().line("return pieces").end();
    }

    /** Begins a loop over the columns of a matrix in pieces of {@code size}, the last one smaller. */
    private void pieces(String matrix) {
        script.line("count = torch.floordiv(torch.sub(torch.add(torch.size(%s, 1), size), 1), size)".formatted(matrix));
        pieces(matrix, "0", "count");
    }

    /** The same over the pieces {@code from} to {@code to - 1}; they reach from {@code low} to {@code high - 1}. */
    void pieces(String matrix, String from, String to) {
        script.begin("for i in range(torch.sub(%s, %s))".formatted(to, from));
        script.line("low = torch.mul(torch.add(%s, i), size)".formatted(from));
        script.line("high = ops.prim.min(torch.add(low, size), torch.size(%s, 1))".formatted(matrix));
    }

    /**
     * Puts the samples into another order: train holds x, y as they were given, and those that batches are cut from.
     */
    void reorder(String order) {
        script.effect("torch.index_select(train[0], 1, %s, out=train[2])".formatted(order));
        script.effect("torch.index_select(train[1], 1, %s, out=train[3])".formatted(order));
    }
}
