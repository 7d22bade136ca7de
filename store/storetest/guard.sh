# Ends the PostgreSQL of the folder $1 and removes the folder, once the other end
# of standard input is closed.

data=$1/data
trap '' HUP INT TERM
read -r _

# Lists the processes that work in the data folder, which all of PostgreSQL's do,
# even those whose parent was killed.
members() {
	for process in /proc/[0-9]*; do
		[ "$process/cwd" -ef "$data" ] && echo "${process#/proc/}"
	done
}

initializing() {
	for process in "$@"; do
		read -r name <"/proc/$process/comm" && [ "$name" = initdb ] && return
	done 2>/dev/null
	return 1
}

# initdb is let finish, which takes a second: broken off, it would leave shared
# memory that nobody knows of. A server is told to shut down at once, by which it
# frees its own; a paused one hears of it only when it goes on. The list is split
# into words on purpose.
rounds=0
while
	members=$(members)
	[ -n "$members" ]
do
	rounds=$((rounds + 1))
	if [ $rounds -gt 100 ]; then
		kill -s KILL $members
	elif ! initializing $members; then
		kill -s QUIT $members
		kill -s CONT $members
	fi 2>/dev/null
	sleep 0.05
done

# A server that was killed could not free its shared memory, whose id ends line 7.
if [ -f "$data/postmaster.pid" ]; then
	memory=$(sed -n '7s/.* //p' "$data/postmaster.pid")
	[ -z "$memory" ] || ipcrm -m "$memory" 2>/dev/null
fi

rm -rf "$1"
# What the owner of the cluster may not remove, the test process does.
exit 0
