package dev.hookswitch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages keep to what their package-info says they are for. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.hookswitch");

  @Test
  void features_useEachOther_onlyThroughTheirFrontDoors() {
    ApplicationModules.of(Application.class).verify();
  }

  @Test
  void phone_isPlainJava() {
    classes()
        .that()
        .resideInAPackage("..hookswitch.phone..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "dev.hookswitch.phone..", "org.jspecify..", "org.springframework.modulith")
        .check(CODE);
  }

  @Test
  void phoneSystems_doNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("..connectors.builtin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..connectors.emulator..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("..connectors.emulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..connectors.builtin..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("..connectors.legs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..connectors.builtin..", "..connectors.emulator..")
        .check(CODE);
  }

  @Test
  void phoneSystems_areFoundBySpring_andNamedByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..connectors..")
        .check(CODE);
  }

  @Test
  void tables_areTheBusinessOfStores() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jooq..")
        .check(CODE);
  }

  @Test
  void views_arePackagePrivate() {
    classes()
        .that()
        .resideInAPackage("..ui..")
        .and()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameNotEndingWith("Navigation")
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .check(CODE);
  }

  @Test
  void nobody_writesToTheConsole() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CODE);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CODE);
  }
}
