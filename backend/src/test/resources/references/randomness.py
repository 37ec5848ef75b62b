"""The product's random draws (dataset/Randomness.java), written again: pure functions of seed, purpose, epoch and batch."""

import math
import re
from pathlib import Path

JAVA = Path(__file__).resolve().parents[3] / "main/java/org/nnplayground/dataset/Randomness.java"
PURPOSES = {name: int(number) for name, number in re.findall(r"^\s+([A-Z_]+)\((\d+)\)[,;]$", JAVA.read_text(), re.M)}
MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Randomness:
    """SplitMix64."""

    def __init__(self, seed, purpose, epoch=0, batch=0):
        """purpose: a name of Randomness.Purpose"""
        state = mix((seed + GAMMA) & MASK)
        for number in (PURPOSES[purpose], epoch, batch):
            state = mix((state + GAMMA * (1 + number)) & MASK)
        self.state = state

    def next(self):
        self.state = (self.state + GAMMA) & MASK
        return mix(self.state)

    def unit(self):
        return (self.next() >> 11) * 2.0**-53

    def units(self, count):
        return [self.unit() for _ in range(count)]

    def gaussian(self, mean, deviation):
        radius = math.sqrt(-2 * math.log(1 - self.unit()))
        return mean + deviation * radius * math.cos(2 * math.pi * self.unit())

    def permutation(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = (self.next() * (i + 1)) >> 64
            order[i], order[j] = order[j], order[i]
        return order
