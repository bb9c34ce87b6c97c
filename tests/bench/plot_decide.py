#!/usr/bin/env python3
"""Draws what bench_decide printed: the cost of a decision against the size of the policy.

usage: bench_decide > results.jsonl; plot_decide.py results.jsonl docs/img/decide.svg [PAGE.md]

With a page, the tables between its marks `<!-- decide -->` and `<!-- end -->` are written anew.
"""

import json
import math
import sys

WIDTH, HEIGHT = 860, 430
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 46, 48
X_MIN, X_MAX, Y_MIN, Y_MAX = 10, 100_000, 10, 10_000_000
COLOURS = {"realistic": "#1f6feb", "wildcards": "#1a7f37", "overlap": "#9a6700",
           "attributes": "#8250df", "patterns": "#bf3989"}
GREY = "#8c959f"


def x_of(rules):
    share = math.log(rules / X_MIN) / math.log(X_MAX / X_MIN)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def y_of(ns):
    share = math.log(max(ns, Y_MIN) / Y_MIN) / math.log(Y_MAX / Y_MIN)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def text(x, y, words, anchor="middle", colour="#1f2328", size=12):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" '
            f'font-size="{size}">{words}</text>')


def line(x1, y1, x2, y2, colour="#d0d7de"):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def curve(points, colour, dashes=""):
    path = " ".join(f"{x_of(rules):.1f},{y_of(ns):.1f}" for rules, ns in points)
    dots = "".join(f'<circle cx="{x_of(rules):.1f}" cy="{y_of(ns):.1f}" r="2.5" fill="{colour}"/>'
                   for rules, ns in points)
    return (f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"'
            + (f' stroke-dasharray="{dashes}"' if dashes else "") + "/>" + dots)


def time_words(ns):
    for unit, size in (("ms", 1_000_000), ("µs", 1_000)):
        if ns >= size:
            return f"{ns // size} {unit}"
    return f"{ns} ns"


def grid():
    out = []
    power = Y_MIN
    while power <= Y_MAX:
        out.append(line(LEFT, y_of(power), WIDTH - RIGHT, y_of(power)))
        out.append(text(LEFT - 8, y_of(power) + 4, time_words(power), "end"))
        power *= 10
    power = X_MIN
    while power <= X_MAX:
        out.append(line(x_of(power), TOP, x_of(power), HEIGHT - BOTTOM))
        out.append(text(x_of(power), HEIGHT - BOTTOM + 18, f"{power:,}"))
        power *= 10
    out.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "rules in the policy"))
    out.append(text(LEFT, 24, "One decision: median, and (dotted) one in a thousand", "start",
                    size=14))
    return out


def legend(kinds):
    x, y, out = WIDTH - RIGHT + 16, TOP + 14, []
    for kind in kinds:
        out.append(line(x, y - 4, x + 22, y - 4, COLOURS[kind]))
        out.append(text(x + 28, y, kind, "start"))
        y += 20
    out.append(line(x, y - 4, x + 22, y - 4, GREY))
    out.append(text(x + 28, y, "rule by rule", "start"))
    return out


def draw(results):
    kinds = [kind for kind in COLOURS if any(r["kind"] == kind for r in results)]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>', *grid()]
    for kind in kinds:
        of_kind = sorted((r for r in results if r["kind"] == kind), key=lambda r: r["rules"])
        mean = [(r["rules"], 1e9 / r["reference"]["per_s"]) for r in of_kind]
        out.append(curve(mean, GREY))
        out.append(curve([(r["rules"], r["image"]["p999_ns"]) for r in of_kind], COLOURS[kind],
                         "2 4"))
        out.append(curve([(r["rules"], r["image"]["p50_ns"]) for r in of_kind], COLOURS[kind]))
    return "\n".join([*out, *legend(kinds), "</svg>"]) + "\n"


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def rule_of(columns):
    return "|" + "---|" * columns


def sizes_table(results):
    names = ["policy", "rules", "decisions/s", "rule by rule", "p50 ns", "read / empty", "p99 ns",
             "p99.9 ns", "dearest event, ns", "worst, steps", "image, bytes", "parse + compile, ms",
             "verify + load, ms"]
    out = [row(names), rule_of(len(names))]
    for r in results:
        image = r["image"]
        out.append(row([
            r["kind"], f"{r['rules']:,}", f"{image['per_s'] / 1e6:.1f} M",
            f"{r['reference']['per_s']:,.0f}", f"{image['p50_ns']:.0f}",
            f"{image['raw_p50_ns']:.0f} / {image['empty_p50_ns']:.0f}", image["p99_ns"],
            image["p999_ns"], image["worst_ns"], r["steps_max"], f"{r['image_bytes']:,}",
            f"{r['parse_ms'] + r['compile_ms']:.1f}", f"{r['load_ms']:.2f}"]))
    return out


def cells_table(results):
    hits, questions = ["early", "late", "none"], ["tcp", "tls", "http", "dns", "udp"]
    names = ["policy", "rules", *(f"{hit} {each}" for hit in hits for each in questions)]
    out = [row(names), rule_of(len(names))]
    for r in results:
        if r["rules"] == 100:
            continue
        pairs = [(r["image"]["p50_ns_of"][hit][each], r["reference"]["p50_ns_of"][hit][each])
                 for hit in hits for each in questions]
        out.append(row([r["kind"], f"{r['rules']:,}",
                        *(f"{ours} / {theirs:,}" if theirs else f"{ours} / -"
                          for ours, theirs in pairs)]))
    return out


def write_tables(page, results):
    with open(page, encoding="utf-8") as file:
        before, rest = file.read().split("<!-- decide -->\n")
    after = rest.split("<!-- end -->\n")[1]
    tables = [*sizes_table(results), "",
              "Median nanoseconds of an event, image / rule by rule, by where the rule stands that it is for, and by",
              "question:", "", *cells_table(results)]
    with open(page, "w", encoding="utf-8") as file:
        file.write(before + "<!-- decide -->\n" + "\n".join(tables) + "\n<!-- end -->\n" + after)


def main(source, target, page=None):
    with open(source, encoding="utf-8") as file:
        results = [json.loads(each) for each in file]
    with open(target, "w", encoding="utf-8") as file:
        file.write(draw(results))
    if page:
        write_tables(page, results)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
