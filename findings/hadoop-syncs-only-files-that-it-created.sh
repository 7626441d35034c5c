#!/usr/bin/env bash
# On Hadoop's local file system, hsync() syncs a file that was created, and does nothing to one that was opened to append.
#
# Good guess: hsync() ends with fsync, or throws where it cannot: its documentation promises that the data is on the disk.
# What happens: after create(), hsync() is an fsync. After append(), the same call of the same class only hands the bytes to
#   the kernel, and returns. The one hint is hasCapability("hsync"), which is false then.
# Why it matters: a program that appends to a journal on a local disk, and syncs it before it goes on, loses what it
#   appended in a power cut, and nothing says so. Opening a closed file to append is also the only way in Hadoop's interface
#   to sync a file that a library, such as Parquet, wrote and closed.
# Seen with: Hadoop 3.5.0, OpenJDK 17, strace 6.1, on Linux for x86_64. Needs a JDK, Maven, and Debian or Ubuntu after
#   "apt-get update".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q -o APT::Sandbox::User=root strace >/dev/null
dpkg-deb -x strace_*.deb .
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-api</artifactId><version>3.5.0</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-runtime</artifactId><version>3.5.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat >Sync.java <<'JAVA'
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.*;

class Sync {
    public static void main(String[] arguments) throws Exception {
        FileSystem files = FileSystem.getLocal(new Configuration()).getRaw();
        Path file = new Path(arguments[1]);
        boolean creates = arguments[0].equals("create");
        try (FSDataOutputStream out = creates ? files.create(file) : files.append(file)) {
            out.write(1);
            System.out.println(arguments[0] + ": claims hsync: " + out.hasCapability("hsync"));
            out.hsync();
        }
    }
}
JAVA
javac -cp 'jars/*' Sync.java
for how in create append; do
  usr/bin/strace -f -qq -e trace=fsync,fdatasync -o trace java -cp 'jars/*:.' Sync "$how" "$work/file" 2>/dev/null
  echo "$how: calls of fsync: $(grep -c sync trace || true)"
done | tee seen
diff seen - <<'EXPECTED'
create: claims hsync: true
create: calls of fsync: 1
append: claims hsync: false
append: calls of fsync: 0
EXPECTED
