"""Shared by all notebooks: the dataset, its questions, and a plot style.

The dataset is the folder that WHEELSWEEP_DATASET names, or `data` next to this folder: ./wheelsweep sweep MIRROR --dataset data
"""

import os
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt
from IPython.display import Markdown, display

ROOT = Path(__file__).resolve().parent.parent
DATASET = Path(os.environ.get("WHEELSWEEP_DATASET", ROOT / "data"))
QUERIES = ROOT / "spark-job/src/main/resources/queries"

# Distinguishable for colour-blind people, on a white and on a dark background.
BLUE, ORANGE, GREEN, PINK, GREY = "#3d8fc6", "#d5702a", "#2a9d76", "#c07aa5", "#777c83"

plt.rcParams.update(
    {
        "figure.figsize": (7.5, 4),
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.transparent": True,
        "svg.fonttype": "none",
        "text.color": GREY,
        "axes.labelcolor": GREY,
        "axes.edgecolor": GREY,
        "axes.titlecolor": GREY,
        "axes.titlelocation": "left",
        "xtick.color": GREY,
        "ytick.color": GREY,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.frameon": False,
        "figure.constrained_layout.use": True,
    }
)


def connect(dataset=DATASET):
    """A DuckDB connection with the dataset's views."""
    if not (dataset / "views.sql").exists():
        raise SystemExit(f"no dataset in {dataset}: make one with ./wheelsweep sweep MIRROR --dataset {dataset}")
    connection = duckdb.connect()
    connection.execute("SET file_search_path = ?", [str(dataset)])
    connection.execute((dataset / "views.sql").read_text())
    return connection


_connection = connect()


def ask(name):
    """The answer to one of the project's questions (`./wheelsweep query --list`), as a data frame."""
    (query,) = QUERIES.glob(f"??-{name}.sql")
    return _connection.sql(query.read_text()).df()


def say(text):
    """Displays a conclusion as text."""
    display(Markdown(text))


def barh(axes, labels, values, color=BLUE):
    """Horizontal bars, the first on top, each with its value."""
    bars = axes.barh([str(label) for label in labels], values, color=color)
    axes.invert_yaxis()
    axes.bar_label(bars, padding=3, color=GREY)
    axes.margins(x=0.12)
    return bars
