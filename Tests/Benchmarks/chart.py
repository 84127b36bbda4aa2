"""A picture of what was measured."""
from __future__ import annotations

from html import escape

import report
from measuring import Row

LEFT, BAR, RIGHT = 250, 380, 170
LINE, GAP = 18, 22
OURS, OTHERS, GOAL = "#1f6f8b", "#b8c0c8", "#c0392b"


def chart(rows: list[Row]) -> str:
    """Bars of each contender of each row, the longest as wide as the picture allows, with marks where Bode is to be.

    Where less is better, the bar is to end before the mark.
    """
    drawn, y = [text(LEFT, 26, "Bode beside others", "bold", size=16),
                     f'<rect x="{LEFT}" y="36" width="12" height="10" fill="{OURS}"/>', text(LEFT + 17, 45, "Bode"),
                     f'<rect x="{LEFT + 65}" y="36" width="12" height="10" fill="{OTHERS}"/>', text(LEFT + 82, 45, "others"),
                     mark(LEFT + 145, 35, 13), text(LEFT + 152, 45, "goal")], 74
    for row in rows:
        here = [(contender, row.value(contender)) for contender in row.contenders if contender.runs]
        if not here:
            continue
        targets = [target for goal in row.goals if not goal.is_stretch and (target := aim(row, goal))]
        most = max([value for _, value in here] + targets)
        drawn.append(text(10, y, row.name, "bold"))
        direction = "" if row.yardstick.more_is_better else ", less is better"
        drawn.append(text(LEFT, y, row.yardstick.title.format(unit=row.unit) + direction, colour="#666"))
        y += LINE
        for contender, value in here:
            is_ours = contender is row.contenders[0]
            width = max(1, BAR * value / most)
            drawn.append(f'<rect x="{LEFT}" y="{y - 11}" width="{width:.0f}" height="13" fill="{OURS if is_ours else OTHERS}"/>')
            drawn.append(text(LEFT - 8, y, contender.name, anchor="end"))
            if is_ours:
                drawn += [mark(LEFT + BAR * target / most, y - 14, 19) for target in targets]
            shown = report.number(value)
            # The figure stands behind its bar, and behind a mark that it would run into.
            ends = [BAR * target / most for target in targets if is_ours and width <= BAR * target / most < width + 14 + 7 * len(shown)]
            drawn.append(text(LEFT + max([width, *ends]) + 8, y, shown))
            y += LINE
        y += GAP
    width = LEFT + BAR + RIGHT
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" viewBox="0 0 {width} {y}" '
            f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>\n' + "\n".join(drawn) + "\n</svg>\n")


def aim(row: Row, goal) -> float | None:
    """What Bode would reach with a goal just met."""
    if goal.of is None:
        return goal.figure
    return next((goal.figure * row.value(other) for other in row.contenders if other.name == goal.of and other.runs), None)


def text(x: float, y: float, content: str, weight: str = "normal", anchor: str = "start", colour: str = "black", size: int = 12) -> str:
    return (f'<text x="{x:.0f}" y="{y:.0f}" font-weight="{weight}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">'
            f'{escape(content)}</text>')


def mark(x: float, y: float, height: float) -> str:
    return f'<rect x="{x - 1:.0f}" y="{y:.0f}" width="2" height="{height:.0f}" fill="{GOAL}"/>'
