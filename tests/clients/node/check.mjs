// Lists, reads and creates with Microsoft's own libraries. Prints "ok NAME" or "FAILED NAME: why" for each check.
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { MonitorClient } from "@azure/arm-monitor";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { StorageManagementClient } from "@azure/arm-storage";
import { ClientSecretCredential, ManagedIdentityCredential } from "@azure/identity";
import assert from "node:assert/strict";

const { env } = process;
const endpoint = env.BASELINE_EMULATOR_ENDPOINT;
const subscription = "11111111-1111-1111-1111-111111111111";
const group = "rg-logging";
const groupId = `/subscriptions/${subscription}/resourceGroups/${group}`;
const account = "abcd1234abcdabcd1234abcd";
const accountId = `${groupId}/providers/Microsoft.Storage/storageAccounts/${account}`;
const vaultId = `/subscriptions/${subscription}/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault`;
const encryptionUser = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6`;

const secret = (value) => new ClientSecretCredential(
  env.AZURE_TENANT_ID, env.AZURE_CLIENT_ID, value, { authorityHost: env.AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true });
const credential = secret(env.AZURE_CLIENT_SECRET);
const options = { endpoint, credentialScopes: "https://management.azure.com/.default" };

const subscriptions = new SubscriptionClient(credential, options);
const vaults = new KeyVaultManagementClient(credential, subscription, options);
const monitor = new MonitorClient(credential, subscription, options);
const storage = new StorageManagementClient(credential, subscription, options);
const identities = new ManagedServiceIdentityClient(credential, subscription, options);
const authorization = new AuthorizationManagementClient(credential, subscription, options);

async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

async function check(name, act) {
  try {
    await act();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}: ${String(error.message ?? error).replaceAll("\n", " ").slice(0, 300)}`);
  }
}

await check("identity: a managed identity gets a token", async () => {
  const token = await new ManagedIdentityCredential().getToken("https://management.azure.com/.default");
  assert.ok(token.token.length > 0);
});
await check("identity: a wrong secret is refused", () =>
  assert.rejects(secret("wrong").getToken("https://management.azure.com/.default"), /AADSTS7000215/));
await check("arm-resources-subscriptions: list", async () => {
  assert.deepEqual((await all(subscriptions.subscriptions.list())).map((one) => one.subscriptionId), [subscription]);
});
await check("arm-keyvault: list by subscription", async () => {
  assert.equal((await all(vaults.vaults.listBySubscription())).length, 2);
});
await check("arm-keyvault: list as resources", async () => {
  assert.equal((await all(vaults.vaults.list())).length, 2);
});
await check("arm-monitor: list and create a diagnostic setting", async () => {
  const body = { storageAccountId: accountId, logs: [{ category: "AuditEvent", enabled: true }] };
  const made = await monitor.diagnosticSettings.createOrUpdate(vaultId, "by-library", body);
  assert.equal(made.storageAccountId, accountId);
  const listed = await monitor.diagnosticSettings.list(vaultId);
  assert.ok(listed.value.some((setting) => setting.name === "by-library"));
  assert.ok((await monitor.diagnosticSettings.get(vaultId, "by-library")).logs.some((log) => log.category === "AuditEvent" && log.enabled));
});
await check("arm-monitor: retention on a new setting is refused", () => {
  const logs = [{ category: "AuditEvent", enabled: true, retentionPolicy: { enabled: true, days: 365 } }];
  return assert.rejects(
    monitor.diagnosticSettings.createOrUpdate(vaultId, "with-retention", { storageAccountId: accountId, logs }), /retention/i);
});
await check("arm-monitor: list the categories", async () => {
  const listed = await monitor.diagnosticSettingsCategory.list(vaultId);
  assert.ok(listed.value.some((category) => category.name === "AuditEvent"));
});

let principal;
let identityId;
await check("arm-msi: create and get", async () => {
  await identities.userAssignedIdentities.createOrUpdate(group, "id-by-library", { location: "westeurope" });
  const identity = await identities.userAssignedIdentities.get(group, "id-by-library");
  principal = identity.principalId;
  identityId = identity.id;
  assert.match(principal, /^[0-9a-f-]{36}$/);
});
let vaultUri;
await check("arm-keyvault: create a vault and wait for it", async () => {
  const vault = await vaults.vaults.beginCreateOrUpdateAndWait(group, "kv-by-library", {
    location: "westeurope",
    properties: {
      tenantId: env.AZURE_TENANT_ID, sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true, enablePurgeProtection: true,
    },
  });
  vaultUri = vault.properties.vaultUri;
  assert.equal(vault.properties.provisioningState, "Succeeded");
});
await check("arm-keyvault: create a key", async () => {
  const key = await vaults.keys.createIfNotExist(group, "kv-by-library", "by-library", { properties: { kty: "RSA", keySize: 2048 } });
  assert.equal(key.kty, "RSA");
});
await check("arm-authorization: grant, and list the grant", async () => {
  const scope = `${groupId}/providers/Microsoft.KeyVault/vaults/kv-by-library`;
  await authorization.roleAssignments.create(scope, "2f1d3b5c-0000-4000-8000-000000000001", {
    roleDefinitionId: encryptionUser, principalId: principal, principalType: "ServicePrincipal",
  });
  const listed = await all(authorization.roleAssignments.listForScope(scope));
  assert.ok(listed.some((grant) => grant.principalId === principal));
});
await check("arm-storage: list and get", async () => {
  assert.ok((await all(storage.storageAccounts.list())).some((one) => one.name === account));
  assert.equal((await storage.storageAccounts.getProperties(group, account)).encryption.keySource, "Microsoft.Storage");
});
await check("arm-storage: create an account and wait for it", async () => {
  const made = await storage.storageAccounts.beginCreateAndWait(
    group, "stbylibrary", { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } });
  assert.equal(made.provisioningState, "Succeeded");
});
await check("arm-storage: encrypt with the key", async () => {
  await storage.storageAccounts.update(group, account, {
    identity: { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } },
  });
  const updated = await storage.storageAccounts.update(group, account, {
    encryption: {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyVaultUri: vaultUri, keyName: "by-library" },
      encryptionIdentity: { encryptionUserAssignedIdentity: identityId },
    },
  });
  assert.equal(updated.encryption.keySource, "Microsoft.Keyvault");
});
await check("arm-storage: a lifecycle policy", async () => {
  const rule = {
    enabled: true, name: "audit", type: "Lifecycle",
    definition: {
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 365 } } },
      filters: { blobTypes: ["appendBlob"], prefixMatch: ["insights-logs-auditevent/"] },
    },
  };
  await storage.managementPolicies.createOrUpdate(group, account, "default", { policy: { rules: [rule] } });
  assert.equal((await storage.managementPolicies.get(group, account, "default")).policy.rules[0].name, "audit");
});
