package dev.alluvium.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.runtime.service.ServiceMain;
import dev.alluvium.runtime.work.Supervised;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layering of all modules, stated once. */
class LayeringTest {
    static final List<String> SERVICES =
            List.of("ingest", "cleaning", "accumulator", "trainer", "evaluator", "registry", "serving");

    /** Modules by floor: each may use those of the floors below, and none beside it. */
    static final List<List<String>> FLOORS = List.of(
            List.of("contracts", "model"),
            List.of("knowledge", "settings"),
            List.of("tiny", "runtime"),
            List.of("embedded"),
            SERVICES,
            List.of("cli"),
            List.of("bench"),
            List.of("app"));

    private static final String[] OUTSIDE = {
        "org.apache.kafka..", "org.apache.flink..", "io.minio..", "okhttp3..", "io.javalin..", "io.micrometer.."
    };
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.alluvium", "ai.djl.pytorch.jni");
    }

    @Test
    void shouldSeeEveryModule() {
        for (String module : SERVICES) {
            assertThat(all.containPackage("dev.alluvium." + module)).as(module).isTrue();
        }
    }

    @Test
    void shouldKnowTheFloorOfEveryPackage() {
        classes()
                .that()
                .resideInAPackage("dev.alluvium..")
                .and()
                .resideOutsideOfPackage("dev.alluvium.testing..")
                .should()
                .resideInAnyPackage(FLOORS.stream()
                        .flatMap(List::stream)
                        .map(module -> "dev.alluvium." + module + "..")
                        .toArray(String[]::new))
                .check(all);
    }

    /** Whoever decodes a manifest by itself checks less than the reader, or orders its records otherwise. */
    @Test
    void shouldReadManifestsByOneReader() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.alluvium.knowledge.round..")
                .should(new ArchCondition<>("name the class of a manifest, as what is read from JSON") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getReferencedClassObjects().stream()
                                .filter(named -> named.getRawType().isEquivalentTo(RoundManifest.class))
                                .forEach(named -> events.add(SimpleConditionEvent.satisfied(
                                        type,
                                        type.getName() + " " + named.getSourceCodeLocation()
                                                + ": use dev.alluvium.knowledge.round.RoundReader")));
                    }
                })
                .check(all);
    }

    @Test
    void shouldKeepTheWorldOutOfPureCores() {
        noClasses()
                .that(arePureCores())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .because("Kafka, Flink, S3, HTTP and meters live in adapter packages and at the root of each service")
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contracts", "knowledge"})
    void shouldKeepInputAndOutputOutOfTheCore(String module) {
        noClasses()
                .that()
                .resideInAPackage("dev.alluvium." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "org.apache..", "io..", "ai..")
                .check(all);
    }

    @ParameterizedTest
    @FieldSource("FLOORS")
    void shouldDependOnFloorsBelowAlone(List<String> modules) {
        List<String> below = FLOORS.stream()
                .takeWhile(floor -> !floor.equals(modules))
                .flatMap(List::stream)
                .toList();
        for (String module : modules) {
            String[] others = FLOORS.stream()
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(module) && !below.contains(other))
                    .map(other -> "dev.alluvium." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.alluvium." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(all);
        }
    }

    @Test
    void shouldUseDjlInModelCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.alluvium..")
                .and()
                .resideOutsideOfPackage("dev.alluvium.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(all);
    }

    @Test
    void shouldKeepDomainNounsOutOfTheRuntime() {
        classes()
                .that()
                .resideInAPackage("dev.alluvium.runtime..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "dev.alluvium.contracts.dataset..",
                        "dev.alluvium.contracts.training..",
                        "dev.alluvium.contracts.evaluation..",
                        "dev.alluvium.contracts.registry..",
                        "dev.alluvium.knowledge..")))
                .check(all);
    }

    @Test
    void shouldStartNoThreadThatNobodyWatches() {
        noClasses()
                .that(areServices())
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("starts a thread", LayeringTest::startsThread))
                .because("a thread that ends by itself leaves a service that looks well: use dev.alluvium.runtime.work")
                .check(all);
    }

    private static boolean startsThread(JavaAccess<?> call) {
        JavaClass owner = call.getTargetOwner();
        boolean asynchronous =
                owner.isEquivalentTo(CompletableFuture.class) && call.getName().endsWith("Async");
        boolean made = call.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && List.of(Thread.class, ThreadPoolExecutor.class, ForkJoinPool.class, Timer.class).stream()
                        .anyMatch(owner::isAssignableTo)
                && !owner.isAssignableTo(Supervised.class);
        return asynchronous || made || owner.isEquivalentTo(Executors.class);
    }

    /** All but what starts threads for others, the hook that ends a process, and the commands. */
    private static DescribedPredicate<JavaClass> areServices() {
        return DescribedPredicate.describe("are part of a service", type -> {
            String name = type.getPackageName();
            boolean elsewhere = name.startsWith("dev.alluvium.app") && !name.equals("dev.alluvium.app.up")
                    || name.startsWith("dev.alluvium.cli")
                    || name.startsWith("dev.alluvium.bench")
                    || name.equals("dev.alluvium.runtime.work")
                    || type.isEquivalentTo(ServiceMain.class);
            return name.startsWith("dev.alluvium.") && !elsewhere;
        });
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void shouldNotReachIntoAnotherService(String service) {
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> "dev.alluvium." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.alluvium." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.alluvium.app..", "dev.alluvium.cli..", "dev.alluvium.bench..")
                .check(all);
    }

    @Test
    void shouldKeepServicesOutOfTheClientCommands() {
        String[] services = SERVICES.stream()
                .filter(service -> !service.equals("ingest"))
                .map(service -> "dev.alluvium." + service + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.alluvium.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(services)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.alluvium.app..", "dev.alluvium.bench..")
                .because("a client needs an address; it reads and checks files of records as ingest does")
                .check(all);
    }

    @Test
    void shouldKeepBenchmarksOutOfEverythingButTheirCommand() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.alluvium.bench..")
                .and()
                .areNotAssignableTo(AlluviumMain.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.alluvium.bench..")
                .check(all);
    }

    private static DescribedPredicate<JavaClass> arePureCores() {
        return DescribedPredicate.describe("are pure cores of a service", type -> {
            String name = type.getPackageName();
            boolean inService = SERVICES.stream().anyMatch(service -> name.startsWith("dev.alluvium." + service));
            boolean root = SERVICES.stream().anyMatch(service -> name.equals("dev.alluvium." + service));
            return inService && !root && !name.contains(".adapter");
        });
    }
}
