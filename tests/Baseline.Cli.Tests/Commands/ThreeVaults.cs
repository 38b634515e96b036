using Baseline.TestKit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A folder with a document and an estate of three vaults that are not logged.</summary>
internal sealed class ThreeVaults() : VaultFolder("three-vaults", Estate)
{
    private static readonly EstateBuilder Estate =
        new EstateBuilder().Account("stlogs").Vault("kv-a").Vault("kv-b").Vault("kv-c");

    public static string VaultId(string name) => Estate.VaultId(name);
}
