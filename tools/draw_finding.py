"""Draws the README's finding as SVG: whose file sets the glibc floor of wheels.

    python tools/draw_finding.py DATASET > docs/whose-file-sets-the-floor.svg

Asks the question of the same name. Grey text and two colours that can be read on white and on dark pages.
"""

import sys
from pathlib import Path

from run_queries import OWN, connect

BLUE, GREEN, GREY = "#3d8fc6", "#2a9d76", "#777c83"
WIDTH, LEFT, ROW, TOP = 640, 60, 22, 48


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    (query,) = OWN.glob("??-whose-file-sets-the-floor.sql")
    rows = connect(Path(sys.argv[1])).sql(query.read_text()).fetchall()
    unit = (WIDTH - LEFT - 60) / max(wheels for _, wheels, _, _ in rows)
    height = TOP + ROW * len(rows) + 12
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"', end=" ")
    print(f'font-family="system-ui, sans-serif" font-size="13" fill="{GREY}">')
    print("<title>Wheels by the glibc that they need, and whose file needs it</title>")
    print(f'<text x="{LEFT}" y="16">Wheels by the glibc that they need, for the sake of</text>')
    print(f'<rect x="{LEFT}" y="26" width="10" height="10" fill="{BLUE}"/><text x="{LEFT + 16}" y="36">an own file</text>')
    print(f'<rect x="{LEFT + 110}" y="26" width="10" height="10" fill="{GREEN}"/>', end="")
    print(f'<text x="{LEFT + 126}" y="36">a vendored library alone</text>')
    for i, (minor, wheels, vendored, own) in enumerate(rows):
        y = TOP + ROW * i
        print(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">2.{minor}</text>', end="")
        print(f'<rect x="{LEFT}" y="{y + 2}" width="{own * unit:.1f}" height="14" fill="{BLUE}"/>', end="")
        print(f'<rect x="{LEFT + own * unit:.1f}" y="{y + 2}" width="{vendored * unit:.1f}" height="14" fill="{GREEN}"/>', end="")
        print(f'<text x="{LEFT + wheels * unit + 6:.1f}" y="{y + 13}">{wheels}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
