package dev.hookswitch.directory;

import dev.hookswitch.settings.ProvisioningSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lists of the provisioning file that hold records. */
@Configuration(proxyBeanMethods = false)
class ProvisioningSections {
  @Bean
  ProvisioningSection accountsInFile(RecordProvisioning records) {
    return records.new Section(RecordRef.ACCOUNT, "accounts", 10);
  }

  @Bean
  ProvisioningSection contactsInFile(RecordProvisioning records) {
    return records.new Section(RecordRef.CONTACT, "contacts", 20);
  }

  @Bean
  ProvisioningSection leadsInFile(RecordProvisioning records) {
    return records.new Section(RecordRef.LEAD, "leads", 30);
  }

  @Bean
  ProvisioningSection opportunitiesInFile(RecordProvisioning records) {
    return records.new Section("opportunity", "opportunities", 40);
  }
}
