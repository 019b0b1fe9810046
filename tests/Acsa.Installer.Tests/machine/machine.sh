#!/usr/bin/env bash
# machine.sh FOLDER SHARE: this Debian machine a second time, with systemd as its first process, for as long as this script runs. Its
# files are this machine's, and what it writes goes to memory (FOLDER/top); it has processes, mounts and a loopback network of its own,
# and ends without a trace. SHARE is its /media/share. Needs root, overlayfs and cgroups of version 2. Its first process is the child
# of this one.
set -euo pipefail
folder=$1 share=$2

if [ "${3-}" != inside ]; then
  group=$(findmnt -rn -t cgroup2 -o TARGET | head -n 1)/$(basename "$folder")
  mkdir "$group"
  echo $$ >"$group/cgroup.procs"
  exec unshare --cgroup --mount --net --pid --uts --ipc --fork --kill-child "${BASH_SOURCE[0]}" "$folder" "$share" inside
fi

root=$folder/root
mount --make-rprivate /
mount -t tmpfs -o size=4g,mode=755 tmpfs "$folder"
mkdir "$folder/top" "$folder/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/top,workdir=$folder/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mkdir -p "$root/media/share"
mount --bind "$share" "$root/media/share"
ip link set lo up

# What is installed here counts as the newest there is: the machine reaches no mirror.
rm -rf "$root"/var/lib/apt/lists/*
# A container image's own settings, and what a machine without hardware has no use for.
rm -f "$root/usr/sbin/policy-rc.d"
tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
for unit in systemd-udevd systemd-udev-trigger systemd-firstboot systemd-machine-id-commit systemd-timesyncd systemd-networkd-wait-online \
  systemd-sysusers ldconfig dbus; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit.service"
done
ln -sf /dev/null "$root/etc/systemd/system/tmp.mount"

exec chroot "$root" /usr/bin/env -i container=acsa-test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=basic.target --log-target=console
