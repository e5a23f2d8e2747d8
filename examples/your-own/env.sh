# What alluvium.yaml takes from the environment. Change it to yours, then: . examples/your-own/env.sh
export KAFKA_SERVERS="${KAFKA_SERVERS:-localhost:9092}"
export KAFKA_REPLICAS="${KAFKA_REPLICAS:-1}"                    # 3 on a cluster of three brokers
export S3_ENDPOINT="${S3_ENDPOINT:-http://localhost:9000}"
export S3_KEY="${S3_KEY:-minioadmin}"
export S3_SECRET="${S3_SECRET:-minioadmin}"
export ALLUVIUM_BASE="${ALLUVIUM_BASE:-tiny}"
export ALLUVIUM_DATA="${ALLUVIUM_DATA:-$HOME/.alluvium-own}"    # tokens, keys and what each service keeps
export ALLUVIUM_KEYS="$ALLUVIUM_DATA/keys"
export PORT="${PORT:-7411}"

command -v openssl >/dev/null || {
  echo "env.sh: openssl makes the token and the keys, and it is not installed" >&2
  return 1
}

# In a shell of its own, for the files are for nobody else and the umask is not to stay.
(
  umask 077
  mkdir -p "$ALLUVIUM_KEYS"
  # One token of 48 characters, for the services and for the commands.
  [ -s "$ALLUVIUM_DATA/admin-token" ] || openssl rand -hex 24 >"$ALLUVIUM_DATA/admin-token"
  # Trainer, evaluator and registry sign what they did; each needs its own .key, and everybody the three .pub.
  for name in trainer evaluator registry; do
    [ -s "$ALLUVIUM_KEYS/$name.pub" ] || {
      openssl genpkey -algorithm ed25519 -outform DER | base64 | tr -d '\n' >"$ALLUVIUM_KEYS/$name.key"
      base64 -d <"$ALLUVIUM_KEYS/$name.key" | openssl pkey -inform DER -pubout -outform DER | base64 | tr -d '\n' >"$ALLUVIUM_KEYS/$name.pub"
    }
  done
  # Names of facts that hold personal data are hashed under this one; every cleaning-stream needs the same.
  [ -s "$ALLUVIUM_KEYS/fact-names.key" ] || openssl rand -base64 32 >"$ALLUVIUM_KEYS/fact-names.key"
)
ALLUVIUM_TOKEN=$(cat "$ALLUVIUM_DATA/admin-token")
export ALLUVIUM_TOKEN
