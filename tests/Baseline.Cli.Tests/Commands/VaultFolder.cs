using Baseline.TestKit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A folder with an estate of vaults, and a document that asks for their logs in the account <c>stlogs</c>.</summary>
internal abstract class VaultFolder : IDisposable
{
    /// <summary>Writes both files.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="estate">The estate.</param>
    protected VaultFolder(string name, EstateBuilder estate)
    {
        Root = Directory.CreateTempSubdirectory($"baseline-{name}-").FullName;
        File.WriteAllText(At("baseline.yaml"), $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata:
              name: {{name}}
            scope:
              subscriptions: [{{EstateBuilder.DefaultSubscription}}]
            controls:
              KeyVault-004:
                auditEvent: enabled
                retentionDays: [365, 0]
                destination:
                  storageAccounts:
                    westeurope: {{estate.AccountId("stlogs")}}

            """);
        File.WriteAllBytes(At("estate.json"), estate.ToJson());
    }

    public string Root { get; }

    public string At(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(At(name));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
