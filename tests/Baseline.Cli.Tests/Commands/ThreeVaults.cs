using Baseline.TestKit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A folder with a document and an estate of three vaults that are not logged.</summary>
internal sealed class ThreeVaults : IDisposable
{
    private static readonly EstateBuilder Estate =
        new EstateBuilder().Account("stlogs").Vault("kv-a").Vault("kv-b").Vault("kv-c");

    private static readonly string Document = $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata:
          name: three-vaults
        scope:
          subscriptions: [{{EstateBuilder.DefaultSubscription}}]
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]
            destination:
              storageAccounts:
                westeurope: {{Estate.AccountId("stlogs")}}

        """;

    public ThreeVaults()
    {
        File.WriteAllText(At("baseline.yaml"), Document);
        File.WriteAllBytes(At("estate.json"), Estate.ToJson());
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("baseline-vaults-").FullName;

    public static string VaultId(string name) => Estate.VaultId(name);

    public string At(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(At(name));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
