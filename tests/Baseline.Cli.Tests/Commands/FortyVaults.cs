using Baseline.TestKit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>
/// A folder with a document and an estate of forty vaults: fifteen are not logged, one can't be read, and the others are as they
/// should be.
/// </summary>
internal sealed class FortyVaults() : VaultFolder("forty-vaults", Estate)
{
    private const int All = 40;
    private const int Unlogged = 15;

    private static readonly EstateBuilder Estate = Build();

    /// <summary>The name of the vault that can't be read.</summary>
    public static string Closed => NameOf(Unlogged);

    /// <summary>Lets the document accept that the vault can't be read.</summary>
    public void AllowUnreadable(string vault, string expires = "2027-06-30") => Exempt(vault, expires, "\n    allow: unreadable");

    /// <summary>Adds an exemption of a vault.</summary>
    public void Exempt(string vault, string expires, string more = "") => File.AppendAllText(
        At("baseline.yaml"),
        $"exemptions:\n  - control: KeyVault-004\n    resource: {Estate.VaultId(vault)}\n    reason: The bank's own network\n"
            + $"    owner: team-payments\n    expires: {expires}{more}\n");

    public async Task<(int Code, FakeTerminal Terminal)> RunAsync(params string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = Root };
        return (await terminal.RunAsync(args), terminal);
    }

    private static string NameOf(int number) => $"kv-{number:00}";

    private static EstateBuilder Build()
    {
        var estate = new EstateBuilder().Account("stlogs");
        for (var number = 0; number < All; number++)
        {
            estate = estate.Vault(NameOf(number));
            if (number > Unlogged)
            {
                estate = estate.Setting(NameOf(number), "audit", estate.AccountId("stlogs"), logs: "AuditEvent");
            }
        }

        return estate.SettingsUnreadable(NameOf(Unlogged));
    }
}
