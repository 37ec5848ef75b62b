"""Compares exported programs with what the engine gave: python3 check_exports.py FOLDER

Each folder in FOLDER has the programs of one network and expected.json: rows x, their outputs, and the losses after
each of five epochs. Outputs must agree within 1e-5 (relative where above 1), losses within 1e-3 relative or 1e-5.
Programs for Keras are run where Keras is installed, otherwise compiled only.
"""

import importlib.util
import json
import sys
from pathlib import Path

try:
    import keras
except ImportError:
    keras = None


def module(file):
    spec = importlib.util.spec_from_file_location(file.stem, file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def differences(name, actual, expected):
    if len(actual) != len(expected):
        yield f"{name}: {len(actual)} rows instead of {len(expected)}"
    for i, (row, wanted) in enumerate(zip(actual, expected)):
        if len(row) != len(wanted) or any(
            not abs(a - b) <= 1e-5 * max(1, abs(b)) for a, b in zip(row, wanted)
        ):
            yield f"{name}: row {i} is {row} instead of {wanted}"


def loss_differences(name, actual, expected):
    for epoch, (losses, wanted) in enumerate(zip(actual, expected, strict=True), 1):
        wanted = {name: loss for name, loss in wanted.items() if loss is not None}
        if losses.keys() != wanted.keys() or any(
            not abs(losses[s] - wanted[s]) <= max(1e-5, 1e-3 * abs(wanted[s])) for s in wanted
        ):
            yield f"{name}: losses of epoch {epoch} are {losses} instead of {wanted}"


def check(folder):
    expected = json.loads((folder / "expected.json").read_text())
    for file in ("network_numpy.py", "network_pytorch.py", "network_keras.py"):
        name = f"{folder.name}/{file}"
        if file == "network_keras.py" and keras is None:
            compile((folder / file).read_text(), file, "exec")
            continue
        program = module(folder / file)
        yield from differences(name, program.predict(expected["x"]).tolist(), expected["outputs"])
        if file != "network_numpy.py":
            yield from loss_differences(name, list(program.train(5)), expected["losses"])


folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
found = []
for case in folders:
    try:
        found += check(case)
    except Exception as error:
        found.append(f"{case.name}: {type(error).__name__} {error}")
print("\n".join(found) if found else f"{len(folders)} networks agree")
