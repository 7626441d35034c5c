"""What the binaries in Python wheels really need: the command `wheelsweep`, and its jar for PySpark.

import wheelsweep
from pyspark.sql import SparkSession

spark = SparkSession.builder.config("spark.jars", wheelsweep.jar_path()).getOrCreate()
spark.read.format("wheel").load("/srv/pypi/web/packages")
"""

import os


def jar_path() -> str:
    """Returns the file that Spark needs to read wheels: for `spark.jars`, `--jars` and `spark-submit`."""
    return os.path.join(_PROGRAM, "lib", "app", "wheelsweep-job.jar")


_PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "program")
"""What tools/release puts into its archives: the launcher, and lib/."""
