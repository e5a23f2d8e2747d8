.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Build everything without tests
	mvn -B -ntp -DskipTests package

test: ## Fast tests only
	mvn -B -ntp test

verify: ## Every check and test
	mvn -B -ntp verify

AT ?= +400d
verify-at: ## Every check and test on another date: AT=+40d, AT=-30d; after a verify, with Debian's faketime
	.ci/verify-at $(AT) $(ARGS)

format: ## Format the code
	mvn -B -ntp spotless:apply

demo: ## Tell the whole story in one process
	./alluvium demo

gate-worlds: ## Put the shipped recipe and gate through 20 worlds (two hours; goes on where it was cut off)
	./alluvium bench gate --out app/target/gate-worlds.jsonl

SEEDS ?= 10000
simulate: ## Run the simulation with more seeds than verify does: SEEDS=10000
	mvn -B -ntp -pl app -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seeds=$(SEEDS) test

BLOWS ?= 30
ROUNDS ?= 3
SEED ?= 7
chaos: ## Kill, pause and cut off seven separate services while rounds go on: BLOWS=30 ROUNDS=3 SEED=7
	mvn -B -ntp -pl app -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ChaosIT -Dit.excluded=none \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dalluvium.blows=$(BLOWS) -Dalluvium.rounds=$(ROUNDS) -Dalluvium.seed=$(SEED) verify

SECONDS_EACH ?= 600
fuzz: ## Give Jazzer's inputs to every reader of strangers' bytes: SECONDS_EACH=600 TARGETS="record gguf"
	tools/fuzz.sh $(SECONDS_EACH) $(TARGETS)

benchmarks: ## Run the JMH benchmarks; choose by ARGS=Cleaning
	mvn -B -ntp -q -DskipTests -pl app -am package
	java -Dai.djl.offline=true -cp "bench/target/lib/*:app/target/dist/lib/*" org.openjdk.jmh.Main $(ARGS)

images: ## Build an image per service and one of everything, as tars in */target/image.tar
	[ -f tools/images/target/base.tar ] || tools/images/base.sh tools/images/target/base.tar
	mvn -B -ntp -Pdist,images -pl app -am package $(ARGS)

release: ## Chart, images, checksums and changes of a version, pushed nowhere: VERSION=1.2.0
	tools/release.sh "$(VERSION)"

changelog: ## Collect changes/ into CHANGELOG.md as the section of a version, before a release: VERSION=1.2.0
	tools/changes.sh --write "$(VERSION)"

compose: ## The pipeline as separate containers, by compose.yaml; after make images and docker load
	docker compose up --detach

up: ## Run everything in one process
	./alluvium up

clean: ## Remove what was built
	mvn -B -ntp clean

.PHONY: help build test verify verify-at format demo gate-worlds simulate chaos benchmarks images release changelog compose up clean
