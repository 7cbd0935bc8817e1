"""Numbers as shapes: where each bar or field of a static picture stands; a page also tells the numbers in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from centre.views import Chart, ChartText, Shape
from centre.words import Phrase

WIDTH = 640
"""Units of the picture's own grid; the page scales it."""
BAR_HEIGHT = 160
ROW = 22
"""Height of a row of fields."""
LABELS = 330
"""Width that the labels of rows take."""
LONGEST = 46
"""Characters of such a label; the table beside the picture has the whole."""
LEVELS = 4
"""Steps of shade between nothing and the most."""


def bars(
    title: Phrase,
    description: Phrase,
    values: Sequence[tuple[str, Decimal | int, str]],
    target: tuple[Decimal | int, str] | None = None,
) -> Chart:
    """Return upright bars: label, value and shown value of each; `target` draws a line across."""
    heights = [Decimal(value) for _, value, _ in values] + ([Decimal(target[0])] if target else [])
    top = max(heights, default=Decimal(1))
    step = WIDTH / max(1, len(values))

    def height(value: Decimal | int) -> int:
        return round(BAR_HEIGHT * Decimal(value) / top) if top else 0

    floor = BAR_HEIGHT + 30
    shapes, texts = [], []
    for place, (label, value, shown) in enumerate(values):
        width = min(56, round(step * 0.7))
        middle = round(step * (place + 0.5))
        shapes.append(Shape(middle - width // 2, floor - height(value), width, height(value), LEVELS))
        texts.append(ChartText(middle, floor - height(value) - 6, shown))
        texts.append(ChartText(middle, floor + 18, label))
    line = floor - height(target[0]) if target else 0
    if target:
        texts.append(ChartText(WIDTH, line - 6, target[1], "end"))
    return Chart(title, description, WIDTH, floor + 30, tuple(shapes), tuple(texts), line)


def fields(
    title: Phrase,
    description: Phrase,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]]],
) -> Chart:
    """Return a grid of fields, the darker the more; a row is its label and a number for each column."""
    most = max((number for _, numbers in rows for number in numbers), default=0) or 1
    step = (WIDTH - LABELS) // max(1, len(columns))
    texts = [ChartText(LABELS + step * place + step // 2, 14, label) for place, label in enumerate(columns)]
    shapes = []
    for line, (label, numbers) in enumerate(rows):
        y = 24 + line * ROW
        shown = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        texts.append(ChartText(LABELS - 10, y + 15, shown, "end"))
        for place, number in enumerate(numbers):
            level = -(-number * LEVELS // most)
            shapes.append(Shape(LABELS + step * place + 2, y + 2, step - 4, ROW - 4, level))
            if number:
                texts.append(ChartText(LABELS + step * place + step // 2, y + 15, str(number), on=level))
    return Chart(title, description, WIDTH, 24 + len(rows) * ROW, tuple(shapes), tuple(texts))
