// Estates that are too large to be kept: vaults over many subscriptions, of which some lack their setting.
const guid = number => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const logging = `/subscriptions/${guid(0)}/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/stlogs`;

const account = () => ({
  id: logging,
  name: "stlogs",
  type: "Microsoft.Storage/storageAccounts",
  location: "westeurope",
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  properties: {
    provisioningState: "Succeeded",
    encryption: { keySource: "Microsoft.Storage" },
    networkAcls: { bypass: "AzureServices", defaultAction: "Allow" },
  },
});

// Every vault has a place of its own in a long tail: a few subscriptions hold most of them, as in life.
export const vaults = ({ vaults: many, subscriptions, withoutSetting, mapped }) => {
  const places = Array.from({ length: many }, (_, number) =>
    number < subscriptions ? number : Math.floor(subscriptions * (((number * 7919) % many) / many) ** 2),
  );
  const resources = places.flatMap((place, number) => {
    const id = `/subscriptions/${guid(place)}/resourceGroups/rg-app-${place % 7}/providers/Microsoft.KeyVault/vaults/kv-many-${number}`;
    const vault = {
      id,
      name: `kv-many-${number}`,
      type: "Microsoft.KeyVault/vaults",
      location: number % 160 === 5 ? "uksouth" : "westeurope",
      properties: {},
    };
    return (number * 31) % many < withoutSetting
      ? [vault]
      : [
          vault,
          {
            id: `${id}/providers/Microsoft.Insights/diagnosticSettings/audit`,
            name: "audit",
            type: "Microsoft.Insights/diagnosticSettings",
            properties: {
              storageAccountId: logging,
              logs: [{ category: "AuditEvent", enabled: true, retentionPolicy: { enabled: false, days: 0 } }],
            },
          },
        ];
  });
  return {
    document: `apiVersion: baseline/v1
kind: Baseline
metadata: { name: many }
scope: { subscriptions: [${Array.from({ length: subscriptions }, (_, place) => guid(place)).join(", ")}] }
controls:
  KeyVault-004:
    auditEvent: enabled
    retentionDays: [365, 0]
${mapped ? `    destination: { accept: storageAccount, storageAccounts: { westeurope: ${logging} } }\n` : ""}`,
    estate: {
      formatVersion: "1.0",
      source: "azure",
      capturedAt: "2026-11-22T09:00:00Z",
      subscriptions: Array.from({ length: subscriptions }, (_, place) => ({
        id: guid(place),
        displayName: `Team ${place} ${["Prod", "Test", "Dev"][place % 3]}`,
      })),
      resources: [account(), ...resources],
      unreadable: [],
    },
  };
};
