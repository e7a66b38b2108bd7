#!/usr/bin/env bash
# Measures our kernel beside ipykernel and those other Java kernels that are at hand, and writes the table of docs/kernel.md.
# Usage: compare.sh [rounds]; needs a built checkout and Debian's python3-jupyter-client, python3-nbclient and python3-ipykernel.
# IJAVA_JAR, JJAVA_JAR and RAPAIO_JAR name the kernels for columns of their own: a jar (java/ijava-1.3.0.jar of IJava's unzipped release),
# or the folder of a kernel.json (that of JJava's unzipped release, whose launcher belongs to its start).
# ONLY="title;title" measures those columns alone, and INTO=file names another page than docs/kernel.md.
# OTHER_JAVA_HOME names a second JDK, for a column of its own.
set -euo pipefail
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
home="$(cd "$here/../../.." && pwd)"
RAPAIO_JAR="${RAPAIO_JAR:-$HOME/.m2/repository/io/github/padreati/rapaio-jupyter-kernel/3.0.1/rapaio-jupyter-kernel-3.0.1.jar}"
prefix="$(mktemp -d)"
trap 'rm -rf "$prefix"' EXIT
"$home/lab" install --prefix "$prefix" >&2
options=(--prefix "$prefix" --rounds "${1:-5}" --into "${INTO:-$home/docs/kernel.md}")
if [ -n "${OTHER_JAVA_HOME:-}" ]; then
  JAVA_HOME="$OTHER_JAVA_HOME" "$home/lab" install --prefix "$prefix/other" >&2
  version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$OTHER_JAVA_HOME/release")"
  options+=(--also "Ridgeless, JDK $version=$prefix/other")
fi
if [ -n "${IJAVA_JAR:-}" ]; then options+=(--other "IJava=$IJAVA_JAR"); fi
if [ -n "${JJAVA_JAR:-}" ]; then options+=(--other "JJava=$JJAVA_JAR"); fi
if [ -e "$RAPAIO_JAR" ]; then options+=(--other "rapaio=$RAPAIO_JAR"); fi
if [ -n "${ONLY:-}" ]; then options+=(--only "$ONLY"); fi
/usr/bin/python3 "$here/compare.py" "${options[@]}"
