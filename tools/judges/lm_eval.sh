#!/usr/bin/env bash
# lm-eval's loglikelihood tasks against `up` and against transformers: `tools/judges/lm_eval.sh CHECKPOINT [DIRECTORY]`.
# CHECKPOINT is a model directory, say SmolLM2 as tools/real/convert.py makes it. The virtual environment and the data of `up` go to
# DIRECTORY. Needs Python 3, pip and a JDK; some ten minutes on two cores with SmolLM2.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: $0 CHECKPOINT [DIRECTORY]" >&2; exit 2; }
checkpoint=$(cd "$1" && pwd)
mkdir -p "${2:-lm-eval-work}"
work=$(cd "${2:-lm-eval-work}" && pwd)

if [ ! -e "$work/venv/installed" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/lm_eval/requirements.txt"
  touch "$work/venv/installed"
fi
# Nothing is trained here: the base answers, and no questions to it are made.
printf 'models:\n  judged:\n    base: %s\n' "$checkpoint" > "$work/alluvium.yaml"
"$here/../../alluvium" up --data "$work/data" --config "$work/alluvium.yaml" --port 0 > "$work/up.log" 2>&1 &
up=$!
trap 'kill "$up" 2> /dev/null || true; wait "$up" 2> /dev/null || true' EXIT
until grep -q '^ready ' "$work/up.log"; do
  kill -0 "$up" 2> /dev/null || { cat "$work/up.log" >&2; exit 1; }
  sleep 1
done
OPENAI_API_KEY=$(cat "$work/data/token")
export OPENAI_API_KEY
url=$(sed -n 's#^ready \(.*\)/v1$#\1#p' "$work/up.log")
"$work/venv/bin/python" "$here/lm_eval_compare.py" "$url" judged "$checkpoint"
"$work/venv/bin/python" "$here/lm_eval_compare.py" "$url" judged "$checkpoint" --batch 4 --strings
