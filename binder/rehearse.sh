#!/usr/bin/env bash
# Rehearses the Binder image of the last commit without a container engine: a bare Debian root, the packages of apt.txt,
# postBuild and start as an unprivileged user, then notebook 1 in Jupyter without a network and inside a memory limit.
#
#   sudo binder/rehearse.sh [LIMIT_IN_MEGABYTES [NOTEBOOK]]
#
# What it cannot rehearse: repo2docker's Ubuntu base image, and the Jupyter that it installs from conda-forge; Debian's
# Jupyter in a virtual environment stands in for it.
set -euo pipefail
limit="${1:-2048}"
notebook="${2:-notebooks/01-double-descent-in-the-condition-number.ipynb}"
repository="$(cd "$(dirname "$0")/.." && pwd)"
[ "$(id -u)" = 0 ] || { echo "rehearse: needs root, for debootstrap and chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "rehearse: needs the Debian package debootstrap" >&2; exit 2; }

root="$(mktemp -d)/root"
cage=""
log="$(dirname "$root")/log"
clean_up() {
  [ "$?" = 0 ] || tail -n 30 "$log" >&2
  mountpoint -q "$root/proc" && umount "$root/proc"
  [ -z "$cage" ] || rmdir "$cage" 2>/dev/null || true
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
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >>"$log" 2>&1
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /usr/local/share/ca-certificates "$root/usr/local/share/" # a company's own authorities, where there are any
inside update-ca-certificates >>"$log" 2>&1

step "the packages of apt.txt, and Debian's Jupyter"
inside apt-get update >>"$log" 2>&1
# shellcheck disable=SC2046
inside apt-get install -y --no-install-recommends $(cat "$repository/binder/apt.txt") \
  jupyter-nbconvert jupyter-notebook python3-nbclient python3-venv >>"$log" 2>&1
inside python3 -m venv --system-site-packages /srv/jupyter
inside useradd --create-home --uid 1000 jovyan
chown -R 1000:1000 "$root/srv/jupyter"

step "postBuild, as an unprivileged user"
mkdir "$root/home/jovyan/ridgeless"
git -C "$repository" archive HEAD | tar -C "$root/home/jovyan/ridgeless" -x
chown -R 1000:1000 "$root/home/jovyan/ridgeless"
as_user /bin/bash -c 'cd "$REPO_DIR" && binder/postBuild'
step "the image weighs $(du -smx "$root" | cut -f1) MB, of which the repository $(du -sm "$root/home/jovyan" | cut -f1) MB"

step "start and $notebook, with $limit MB and no network"
if [ -d /sys/fs/cgroup/memory ]; then
  cage="/sys/fs/cgroup/memory/rehearsal-$$"
  mkdir "$cage"
  echo "$((limit * 1024 * 1024))" >"$cage/memory.limit_in_bytes"
  peak="$cage/memory.max_usage_in_bytes"
else
  cage="/sys/fs/cgroup/rehearsal-$$"
  mkdir "$cage"
  echo "$((limit * 1024 * 1024))" >"$cage/memory.max"
  peak="$cage/memory.peak"
fi
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
step "passed; at most $(($(cat "$peak") / 1024 / 1024)) of $limit MB in use"
