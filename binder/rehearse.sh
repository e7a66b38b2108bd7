#!/usr/bin/env bash
# Rehearses the Binder image of the last commit without a container engine: a bare Debian root, the packages of apt.txt,
# postBuild and start as an unprivileged user, then notebook 1 in Jupyter without a network and inside a memory limit.
#
#   sudo binder/rehearse.sh [LIMIT_IN_MEGABYTES [NOTEBOOK]]
#
# With MAVEN_REPOSITORY=~/.m2/repository the libraries that lie there are not downloaded again. Exit status 3 means that this
# machine cannot rehearse (no root, no control groups, no packages); any other failure is one of the image.
#
# What it cannot rehearse: repo2docker's Ubuntu base image, and the Jupyter that it installs from conda-forge; Debian's
# Jupyter in a virtual environment stands in for it.
set -euo pipefail
limit="${1:-2048}"
notebook="${2:-notebooks/01-double-descent-in-the-condition-number.ipynb}"
repository="$(cd "$(dirname "$0")/.." && pwd)"
cannot() {
  echo "rehearse: $*" >&2
  exit 3
}
[ "$(id -u)" = 0 ] || cannot "needs root, for debootstrap and chroot"
for program in debootstrap:debootstrap ip:iproute2 unshare:util-linux git:git; do
  command -v "${program%:*}" >/dev/null || cannot "needs the Debian package ${program#*:}"
done
unshare --net true 2>/dev/null || cannot "needs the right to make network namespaces"

if [ -d /sys/fs/cgroup/memory ]; then
  cage="/sys/fs/cgroup/memory/rehearsal-$$" bound=memory.limit_in_bytes peak=memory.max_usage_in_bytes
else
  cage="/sys/fs/cgroup/rehearsal-$$" bound=memory.max peak=memory.peak
fi
mkdir "$cage" 2>/dev/null && echo "$((limit * 1024 * 1024))" 2>/dev/null >"$cage/$bound" ||
  { rmdir "$cage" 2>/dev/null; cannot "needs the right to bound memory by a control group"; }

root="$(mktemp -d)/root"
log="$(dirname "$root")/log"
clean_up() {
  [ "$?" = 0 ] || [ ! -f "$log" ] || tail -n 30 "$log" >&2
  mountpoint -q "$root/proc" && umount "$root/proc"
  rmdir "$cage" 2>/dev/null || true
  rm -rf --one-file-system "$(dirname "$root")"
}
trap clean_up EXIT

step() { printf 'rehearse: %3d s  %s\n' "$SECONDS" "$*"; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() {
  chroot --userspec=1000:1000 "$root" /usr/bin/env -i HOME=/home/jovyan USER=jovyan LANG=C.UTF-8 \
    REPO_DIR=/home/jovyan/ridgeless MEM_LIMIT="$((limit * 1024 * 1024))" PATH=/srv/jupyter/bin:/usr/bin:/bin "$@"
}

step "a bare Debian root"
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >>"$log" 2>&1 || cannot "no Debian root"
mount -t proc proc "$root/proc" || cannot "needs the right to mount"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /usr/local/share/ca-certificates "$root/usr/local/share/" # a company's own authorities, where there are any
inside update-ca-certificates >>"$log" 2>&1

step "the packages of apt.txt, and Debian's Jupyter"
# shellcheck disable=SC2046
{ inside apt-get update && inside apt-get install -y --no-install-recommends $(cat "$repository/binder/apt.txt") \
  jupyter-nbconvert python3-nbclient python3-venv; } >>"$log" 2>&1 || cannot "no packages"
inside python3 -m venv --system-site-packages /srv/jupyter
inside useradd --create-home --uid 1000 jovyan
chown -R 1000:1000 "$root/srv/jupyter"

step "postBuild, as an unprivileged user"
mkdir "$root/home/jovyan/ridgeless"
git -c safe.directory="$repository" -C "$repository" archive HEAD | tar -C "$root/home/jovyan/ridgeless" -x
if [ -n "${MAVEN_REPOSITORY:-}" ]; then
  mkdir "$root/home/jovyan/.m2"
  cp -r "$MAVEN_REPOSITORY" "$root/home/jovyan/.m2/repository"
fi
chown -R 1000:1000 "$root/home/jovyan"
as_user /bin/bash -c 'cd "$REPO_DIR" && binder/postBuild'
step "the image weighs $(du -smx "$root" | cut -f1) MB, of which the repository $(du -sm "$root/home/jovyan" | cut -f1) MB"

step "start and $notebook, with $limit MB and no network"
(
  echo "$BASHPID" >"$cage/cgroup.procs"
  export -f as_user
  root="$root" notebook="$notebook" limit="$limit" unshare --net /bin/bash -c '
    ip link set lo up
    as_user /bin/bash -c "cd \"\$REPO_DIR\" && binder/start python3 -m nbconvert --to notebook --execute \
      --ExecutePreprocessor.timeout=300 --output-dir=/tmp --output=executed.ipynb $notebook"'
)
if grep -q '"output_type": "error"' "$root/tmp/executed.ipynb"; then
  echo "rehearse: the notebook holds an error" >&2
  exit 1
fi
grep -q '"image/png"' "$root/tmp/executed.ipynb" || { echo "rehearse: the notebook shows no figure" >&2; exit 1; }
step "passed; at most $(($(cat "$cage/$peak") / 1024 / 1024)) of $limit MB in use"
