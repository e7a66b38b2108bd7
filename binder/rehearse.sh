#!/usr/bin/env bash
# Rehearses the Binder image of the last commit without a container engine: a bare root of the Ubuntu that repo2docker builds on,
# the packages of apt.txt, postBuild and start as an unprivileged user, then notebook 1 in Jupyter without a network and inside a
# memory limit.
#
#   sudo binder/rehearse.sh [SUITE [LIMIT_IN_MEGABYTES [NOTEBOOK]]]
#
# SUITE is noble (24.04, since repo2docker 2026.1), jammy (22.04, before it) or bookworm (Debian 12), which takes the place of the
# others where Ubuntu's archive cannot be reached. With MAVEN_REPOSITORY=~/.m2/repository the libraries that lie there are not
# downloaded again. With BARE=1 the root has neither wget nor curl nor unzip, which repo2docker's has. Exit status 3 means that this
# machine cannot rehearse (no root, no control groups, no packages); any other failure is one of the image.
#
# What it cannot rehearse: the Jupyter that repo2docker installs from conda-forge; the suite's own in a virtual environment stands
# in for it.
set -euo pipefail
suite="${1:-noble}"
limit="${2:-2048}"
notebook="${3:-notebooks/01-double-descent-in-the-condition-number.ipynb}"
repository="$(cd "$(dirname "$0")/.." && pwd)"
cannot() {
  echo "rehearse: $*" >&2
  exit 3
}
case "$suite" in
  jammy | noble | bookworm) ;;
  *)
    echo "rehearse: there is no suite $suite: noble, jammy or bookworm" >&2
    exit 2
    ;;
esac
[ "$(id -u)" = 0 ] || cannot "needs root, for debootstrap and chroot"
for program in debootstrap:debootstrap wget:wget ip:iproute2 unshare:util-linux git:git; do
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

work="$(mktemp -d)"
root="$work/root"
log="$work/log"
clean_up() {
  [ "$?" = 0 ] || [ ! -f "$log" ] || tail -n 30 "$log" >&2
  mountpoint -q "$root/proc" && umount "$root/proc"
  rmdir "$cage" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT

step() { printf 'rehearse: %3d s  %s\n' "$SECONDS" "$*"; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() {
  chroot --userspec=1000:1000 "$root" /usr/bin/env -i HOME=/home/jovyan USER=jovyan LANG=C.UTF-8 \
    REPO_DIR=/home/jovyan/ridgeless MEM_LIMIT="$((limit * 1024 * 1024))" PATH=/srv/jupyter/bin:/usr/bin:/bin "$@"
}

ubuntu=http://archive.ubuntu.com/ubuntu
if [ "$suite" != bookworm ] && ! wget -q --spider --tries=2 --timeout=20 "$ubuntu/dists/$suite/InRelease"; then
  echo "rehearse: $ubuntu cannot be reached: Debian 12 in the place of $suite" >&2
  suite=bookworm
fi

# The keys that Ubuntu signs with. Debian has had them as a package since 13; this is the same file, known by its sum.
ubuntu_keys() {
  keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
  [ ! -f "$keys" ] || return 0
  local package="$work/keys.deb"
  wget -q --tries=2 --timeout=20 -O "$package" "$ubuntu/pool/main/u/ubuntu-keyring/ubuntu-keyring_2023.11.28.1_all.deb" &&
    dpkg-deb -x "$package" "$work/keys" || return 1
  keys="$work/keys$keys"
  echo "80a36b0a6de2f69f49d2df75ef473ccde121e9e190b9ea01d20a4f63778d5c31  $keys" | sha256sum -c --quiet -
}

bare_root() {
  local options=(--variant=minbase --include=ca-certificates)
  if [ "$suite" = bookworm ]; then
    debootstrap "${options[@]}" "$suite" "$root"
    return
  fi
  ubuntu_keys || return 1
  # The script of all later suites; debootstrap may be older than they are.
  debootstrap "${options[@]}" --components=main,universe "--keyring=$keys" "$suite" "$root" "$ubuntu" gutsy || return 1
  printf "deb $ubuntu %s main universe\n" "$suite" "$suite-updates" "$suite-security" >"$root/etc/apt/sources.list"
}
step "a bare root of $suite"
bare_root >>"$log" 2>&1 || cannot "no root of $suite"
mount -t proc proc "$root/proc" || cannot "needs the right to mount"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /usr/local/share/ca-certificates "$root/usr/local/share/" # a company's own authorities, where there are any
inside update-ca-certificates >>"$log" 2>&1

tools=(less gettext-base unzip wget) # those of repo2docker
[ -z "${BARE:-}" ] || tools=()
step "the packages of apt.txt, ${tools[*]:-no tools}, and the Jupyter of $suite"
inside apt-get update >>"$log" 2>&1 || cannot "no lists of packages"
# shellcheck disable=SC2046
inside apt-get install -y --no-install-recommends $(sed 's/#.*//' "$repository/binder/apt.txt") >>"$log" 2>&1 ||
  { echo "rehearse: $suite does not install apt.txt" >&2; exit 1; }
inside apt-get install -y --no-install-recommends "${tools[@]}" jupyter-nbconvert python3-nbclient python3-venv >>"$log" 2>&1 ||
  cannot "no Jupyter from $suite"
inside apt-get clean
rm -rf "$root"/var/lib/apt/lists/*
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
began="$(date +%s.%N)"
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
first_figure() {
  as_user python3 - "$began" <<'PYTHON'
import json, sys
from datetime import datetime
cells = json.load(open("/tmp/executed.ipynb"))["cells"]
shown = next(cell for cell in cells if any("image/png" in output.get("data", {}) for output in cell.get("outputs", [])))
when = datetime.fromisoformat(shown["metadata"]["execution"]["iopub.status.idle"].replace("Z", "+00:00"))
print(f"{when.timestamp() - float(sys.argv[1]):.1f}")
PYTHON
}
step "passed on $suite; the first figure $(first_figure) s after the start; at most $(($(cat "$cage/$peak") / 1024 / 1024)) of $limit MB in use"
