#!/usr/bin/env bash
# semver4j sorts versions whose identifiers mix letters and digits in another order than the standard.
#
# Good guess: a library for semantic versions compares as section 11 of the standard says: an identifier with a letter or a dash
#   is compared character by character, so that "b-2" is later than "b-12", as in npm's own library.
# What happens: semver4j takes such identifiers apart and compares the digits in them as numbers.
# Why it matters: whether a version lies before the one that fixed a fault is this order. Advisories for crates and npm packages are
#   written for the standard's: a pre-release can be called fixed that is not, or the other way round.
# Seen with: semver4j 6.0.0, semver 7.7.2 of npm, OpenJDK 17, Node.js 20. Needs a JDK, Maven and npm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.semver4j</groupId><artifactId>semver4j</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars
npm install --silent --no-audit --no-fund semver@7.7.2 >/dev/null
cat >Compare.java <<'JAVA'
import org.semver4j.Semver;

class Compare {
    public static void main(String[] versions) {
        int order = Semver.parse(versions[0]).compareTo(Semver.parse(versions[1]));
        System.out.printf("semver4j: %s is %s than %s%n", versions[0], order > 0 ? "later" : "earlier", versions[1]);
    }
}
JAVA
javac -cp 'jars/*' Compare.java
cat >compare.js <<'JS'
const [a, b] = process.argv.slice(2);
console.log(`npm: ${a} is ${require("semver").compare(a, b) > 0 ? "later" : "earlier"} than ${b}`);
JS
{
  java -cp 'jars/*:.' Compare 1.0.0-b-2 1.0.0-b-12
  node compare.js 1.0.0-b-2 1.0.0-b-12
  java -cp 'jars/*:.' Compare 1.0.0-rc2 1.0.0-rc12
  node compare.js 1.0.0-rc2 1.0.0-rc12
} | tee seen
diff seen - <<'EXPECTED'
semver4j: 1.0.0-b-2 is earlier than 1.0.0-b-12
npm: 1.0.0-b-2 is later than 1.0.0-b-12
semver4j: 1.0.0-rc2 is earlier than 1.0.0-rc12
npm: 1.0.0-rc2 is later than 1.0.0-rc12
EXPECTED
