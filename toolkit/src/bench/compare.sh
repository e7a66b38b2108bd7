#!/bin/sh
# Compares the engine with Debian's PyTorch on the work of this field, in turns, one thread each, per CPU-second.
# Needs: apt-get install python3-torch libopenblas0-pthread; and a built tree (mvn package).
# usage: toolkit/src/bench/compare.sh [ROUNDS [SECONDS [NAME,…|all]]]
set -eu
cd "$(dirname "$0")/../.."
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
classpath="${BENCH_CLASSPATH:-target/bench:target/classes:target/lib/*}"
mkdir -p target/bench
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d target/bench -cp "$classpath" src/bench/java/org/ridgeless/bench/*.java
exec /usr/bin/python3 src/bench/compare.py "${1:-5}" "${2:-1}" "${3:-all}" \
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC --add-modules jdk.incubator.vector -cp "$classpath" \
    org.ridgeless.bench.Worker -- /usr/bin/python3 src/bench/peer.py
