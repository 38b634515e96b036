# 9 changes that baseline plans for azure-logging.
# Leave this block out where your configuration has one.
terraform {
  required_version = ">= 1.5"
  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = ">= 2.0"
    }
  }
}

# c1: create diagnostic setting cc-main-key-vault / baseline-auditevent (Conformity), for KeyVault-004
resource "azapi_resource" "c1" {
  type      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault"
  name      = "baseline-auditevent"
  body = {
    properties = {
      storageAccountId = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd"
      logs = [
        {
          category = "AuditEvent"
          enabled  = true
        },
      ]
    }
  }
}

import {
  to = azapi_resource.c2
  id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-production-vault/providers/Microsoft.Insights/diagnosticSettings/cc-audit-event-log-setting?api-version=2021-05-01-preview"
}

# c2: update diagnostic setting cc-production-vault / cc-audit-event-log-setting (Conformity), for KeyVault-004
#   properties.logs[AuditEvent].retentionPolicy.days: 30 -> 0
#   properties.logs[AuditEvent].retentionPolicy.enabled: true -> false
resource "azapi_resource" "c2" {
  type      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-production-vault"
  name      = "cc-audit-event-log-setting"
  body = {
    properties = {
      storageAccountId = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd"
      metrics = [
        {
          category = "AllMetrics"
          enabled  = false
          retentionPolicy = {
            enabled = false
            days    = 0
          }
        },
      ]
      logs = [
        {
          category = "AuditEvent"
          enabled  = true
          retentionPolicy = {
            enabled = false
            days    = 0
          }
        },
        {
          category = "AzurePolicyEvaluationDetails"
          enabled  = false
          retentionPolicy = {
            enabled = false
            days    = 0
          }
        },
      ]
    }
  }
}

# c3: create managed identity id-activity-log (Conformity), for Monitor-006
resource "azapi_resource" "c3" {
  type                   = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30"
  parent_id              = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging"
  name                   = "id-activity-log"
  location               = "eastus"
  response_export_values = ["properties.principalId"]
}

# c4: create key vault cc-log-data-key-vault (Conformity), for Monitor-006
resource "azapi_resource" "c4" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging"
  name      = "cc-log-data-key-vault"
  location  = "eastus"
  body = {
    properties = {
      tenantId = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
      sku = {
        family = "A"
        name   = "standard"
      }
      enableRbacAuthorization = true
      enableSoftDelete        = true
      enablePurgeProtection   = true
      accessPolicies          = []
    }
  }
  response_export_values = ["properties.vaultUri"]
}

# c5: create diagnostic setting cc-log-data-key-vault / baseline-auditevent (Conformity), for KeyVault-004
resource "azapi_resource" "c5" {
  type      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault"
  name      = "baseline-auditevent"
  body = {
    properties = {
      storageAccountId = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd"
      logs = [
        {
          category = "AuditEvent"
          enabled  = true
        },
      ]
    }
  }
  depends_on = [azapi_resource.c4]
}

# c6: create key cc-log-data-key-vault / cc-log-data-key (Conformity), for Monitor-006
resource "azapi_resource" "c6" {
  type      = "Microsoft.KeyVault/vaults/keys@2026-02-01"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault"
  name      = "cc-log-data-key"
  body = {
    properties = {
      kty     = "RSA"
      keySize = 2048
      keyOps = [
        "wrapKey",
        "unwrapKey",
      ]
      attributes = {
        enabled = true
      }
    }
  }
  depends_on = [azapi_resource.c4]
}

# c7: create role assignment on cc-log-data-key-vault (Conformity), for Monitor-006
resource "azapi_resource" "c7" {
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault"
  name      = uuidv5("5f0ab8a1-7e0a-5c53-9d3c-0c6e3f1b7a44", lower("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.KeyVault/vaults/cc-log-data-key-vault|e147488a-f6f5-4113-8e2d-b22465e65bf6|${azapi_resource.c3.output.properties.principalId}"))
  body = {
    properties = {
      roleDefinitionId = "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6"
      principalId      = azapi_resource.c3.output.properties.principalId
      principalType    = "ServicePrincipal"
    }
  }
  depends_on = [azapi_resource.c3, azapi_resource.c4]
}

# c8: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006
#   identity.type: (none) -> "UserAssigned"
#   identity.userAssignedIdentities./subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log: (none) -> {}
resource "azapi_update_resource" "c8" {
  type        = "Microsoft.Storage/storageAccounts@2025-06-01"
  resource_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd"
  body = {
    identity = {
      type = "UserAssigned"
      userAssignedIdentities = {
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log" = {}
      }
    }
  }
  depends_on = [azapi_resource.c3, azapi_resource.c4, azapi_resource.c6, azapi_resource.c7]
}

# c9: update storage account abcd1234abcdabcd1234abcd (Conformity), for Monitor-006
#   properties.encryption.identity.userAssignedIdentity: (none) -> "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log"
#   properties.encryption.keySource: "Microsoft.Storage" -> "Microsoft.Keyvault"
#   properties.encryption.keyvaultproperties.keyname: (none) -> "cc-log-data-key"
#   properties.encryption.keyvaultproperties.keyvaulturi: (none) -> (known after apply)
#   properties.encryption.keyvaultproperties.keyversion: (none) -> ""
resource "azapi_update_resource" "c9" {
  type        = "Microsoft.Storage/storageAccounts@2025-06-01"
  resource_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd"
  body = {
    properties = {
      encryption = {
        services = {
          blob = {
            enabled = true
          }
          file = {
            enabled = true
          }
        }
        keySource = "Microsoft.Keyvault"
        keyvaultproperties = {
          keyname     = "cc-log-data-key"
          keyversion  = ""
          keyvaulturi = azapi_resource.c4.output.properties.vaultUri
        }
        identity = {
          userAssignedIdentity = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-activity-log"
        }
      }
    }
  }
  depends_on = [azapi_resource.c3, azapi_resource.c4, azapi_resource.c6, azapi_resource.c7, azapi_update_resource.c8]
}
