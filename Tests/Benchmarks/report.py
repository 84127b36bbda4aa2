"""What was measured, as tables for people and as figures for programs."""
from __future__ import annotations

import statistics

from measuring import MEGABYTES, PER_CPU_SECOND, Goal, Row, units


def number(value: float) -> str:
    """Three digits, or all before the point."""
    for least, digits in ((100, 0), (10, 1), (1, 2)):
        if value >= least:
            return f"{value:,.{digits}f}"
    return f"{value:.3f}"


def table(row: Row) -> str:
    """A row's contenders, and how far Bode is from its goals."""
    title = row.yardstick.title.format(unit=row.unit)
    head = ["who", f"**{title}**", "least-most", f"{row.unit}/s", "CPU s", "peak MB", "bode is"]
    if row.yardstick is not PER_CPU_SECOND:
        head = ["who", f"**{title}**", "least-most", "CPU s", *([] if row.yardstick is MEGABYTES else ["MB"])]
    lines = [f"\n### {row.name}: {row.what}\n", "| " + " | ".join(head) + " |", "| --- " + "| ---: " * (len(head) - 1) + "|"]
    for contender in row.contenders:
        if not contender.runs:
            continue
        values = [row.yardstick.of(row, figures) for figures in contender.runs]
        cells = [contender.name, f"**{number(statistics.median(values))}**", f"{number(min(values))}-{number(max(values))}"]
        if row.yardstick is PER_CPU_SECOND:
            cells.append(number(statistics.median(units(row, figures) / figures.wall for figures in contender.runs)))
        cells.append(f"{statistics.median(figures.cpu for figures in contender.runs):.3f}")
        if row.yardstick is not MEGABYTES:
            cells.append(number(max(figures.peak for figures in contender.runs)))
        if row.yardstick is PER_CPU_SECOND:
            ratio = row.ratio(contender) if contender is not row.contenders[0] else None
            cells.append(f"{number(ratio)} ×" if ratio else "")
        lines.append("| " + " | ".join(cells) + " |")
    lines += [""] if row.goals else []
    lines += [f"- {verdict(row, goal)}." for goal in row.goals]
    lines += [f"- Broke: {contender.name}: {contender.broken}." for contender in row.contenders if contender.broken]
    lines += [f"- Not here: {absent}." for absent in row.absent]
    return "\n".join(lines)


def verdict(row: Row, goal: Goal) -> str:
    """A goal, and what was reached of it."""
    reached, aim = row.reached(goal), aimed(row, goal)
    name = "Stretch" if goal.is_stretch else "Goal"
    if reached is None:
        return f"{name} {aim}: not measured"
    return f"{name} {aim}: {number(reached)}, {'reached' if is_reached(row, goal) else 'not reached'}"


def aimed(row: Row, goal: Goal) -> str:
    if goal.of:
        return f"{goal.figure:g} × {goal.of}"
    return f"at most {goal.figure:g} {row.yardstick.title}"


def is_reached(row: Row, goal: Goal) -> bool:
    reached = row.reached(goal)
    if reached is None:
        return False
    return reached <= goal.figure if goal.of is None else reached >= goal.figure


def goals(rows: list[Row]) -> str:
    """All goals in one table; nothing where there are none."""
    if not any(row.goals for row in rows):
        return ""
    lines = ["\n## Goals\n", "| row | goal | reached | |", "| --- | --- | ---: | --- |"]
    for row in rows:
        for goal in row.goals:
            reached = row.reached(goal)
            kind = "stretch: " if goal.is_stretch else ""
            mark = "not measured" if reached is None else "yes" if is_reached(row, goal) else "no"
            lines.append(f"| {row.name} | {kind}{aimed(row, goal)} | {'' if reached is None else number(reached)} | {mark} |")
    return "\n".join(lines)


def figures(rows: list[Row]) -> list[dict]:
    """Every run."""
    return [{"row": row.name, "unit": row.unit, "units": row.units, "runs": {
        contender.name: [vars(figures) for figures in contender.runs] for contender in row.contenders}} for row in rows]
