#!/bin/sh
# Compares the engine with Debian's PyTorch, NumPy and SciPy on the work of this field, in turns, one thread each, per CPU-second.
# Needs: apt-get install python3-torch python3-scipy libopenblas0-pthread; and a built tree (mvn package).
# OTHER_JAVA_HOME, where it is set, is another Java that runs the same build in the same rounds, for columns of its own. With PEER=none
# as well the two are compared with each other alone, which is a table of its own in the page and takes a third of the time.
# usage: toolkit/src/bench/compare.sh [ROUNDS [SECONDS [NAME,…|all [PAGE]]]]; PAGE, for example ../docs/performance.md, gets the table
set -eu
cd "$(dirname "$0")/../.."
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# Debian's OpenBLAS does not know recent processors and would fall back to SSE2; the peer is to run at its best.
if grep -q avx512f /proc/cpuinfo; then export OPENBLAS_CORETYPE=SKYLAKEX; elif grep -q avx2 /proc/cpuinfo; then export OPENBLAS_CORETYPE=HASWELL; fi
classpath="target/bench:${BENCH_CLASSPATH:-target/classes:target/lib/*}"
mkdir -p target/bench
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" --add-modules jdk.incubator.vector -nowarn -d target/bench -cp "$classpath" \
    src/bench/java/org/ridgeless/bench/*.java
set -- "${1:-5}" "${2:-2}" "${3:-all}" "${4:--}"
for java in "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${OTHER_JAVA_HOME:+"$OTHER_JAVA_HOME/bin/java"}; do
    set -- "$@" "$java" -XX:+UseSerialGC --add-modules jdk.incubator.vector -cp "$classpath" org.ridgeless.bench.Worker --
done
if [ "${PEER:-}" = none ]; then exec /usr/bin/python3 src/bench/compare.py "$@"; fi
exec /usr/bin/python3 src/bench/compare.py "$@" /usr/bin/python3 src/bench/peer.py
