using System.Globalization;
using System.Text;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Yaml;

namespace Baseline.Controls.KeyVault004;

/// <summary>
/// Estate → the control's part of a first document. What is in use already is proposed, and only where a document could name it:
/// names come from Azure, and some that can stand there can't stand in a document. What could not be found out is a comment that
/// says what to fill in.
/// </summary>
internal sealed class KeyVault004Starter
{
    // What a first document accepts is what the rule page accepts.
    private static readonly KeyVault004Settings Wanted = new(
        [365, 0],
        new DestinationSettings(KeyVault004Settings.DestinationPath),
        KeyVault004Settings.DefaultSettingName,
        ManageLifecycle: false,
        Deep: false,
        new SourceSpan("", 1, 1));

    private const string Head =
        """
          # Every key vault exports AuditEvent to a storage account, and the log is kept for an accepted time.
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]             # accepted effective retention; 0 = kept forever
            destination:
              accept: storageAccount            # any storage account counts; `mapped` insists on the ones below

        """;

    private const string Tail =
        """
            settingName: baseline-auditevent    # the setting that apply creates where none can be completed
            manageLifecycle: false              # true: apply may write a lifecycle rule of its own, where retention needs one

        """;

    private readonly Estate _estate;
    private readonly EstateScope _scope;
    private readonly ExportEvaluator _evaluator;

    /// <summary>Looks at an estate.</summary>
    public KeyVault004Starter(Estate estate, EstateScope scope, DateOnly asOf)
    {
        (_estate, _scope) = (estate, scope);
        var input = new EvaluationInput(estate, scope, [], new HashSet<ResourceId>(), asOf);
        _evaluator = new ExportEvaluator(Wanted.Requirement, new ControlContext(input, KeyVault004Settings.Id));
    }

    /// <summary>The text.</summary>
    public string Write()
    {
        var text = new StringBuilder(Head);
        WriteDestinations(text, Destinations());
        return text.Append(Tail).ToString();
    }

    private List<Proposed> Destinations() =>
    [
        .. _estate.OfType(TypeNames.Vault)
            .Where(vault => _scope.Covers(vault.Id))
            .GroupBy(vault => Region.Normalize(vault.Body.TextAt("location")), StringComparer.Ordinal)
            .Where(region => AzureNames.Region().IsMatch(region.Key))
            .OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => Destination(region.Key, [.. region])),
    ];

    private Proposed Destination(string region, IReadOnlyList<ObservedResource> vaults)
    {
        var most = vaults
            .SelectMany(AccountsOf)
            .Where(vote => NamedType.StorageAccount.CanName(vote.Account) && LiesIn(vote.Account, region))
            .GroupBy(vote => vote.Account)
            .Select(votes => (Account: votes.Key, Compliant: votes.Count(vote => vote.IsCompliant), All: votes.Count()))
            .OrderByDescending(account => account.Compliant)
            .ThenByDescending(account => account.All)
            .ThenBy(account => account.Account)
            .FirstOrDefault();
        return new Proposed(region, vaults.Count, most.Account, most.Compliant);
    }

    /// <summary>The accounts that a vault's settings name, each once, as they are spelled where they lie.</summary>
    private IEnumerable<(ResourceId Account, bool IsCompliant)> AccountsOf(ObservedResource vault) =>
        from verdict in _evaluator.Verdicts(
            new LogSource(vault.Id, Region.Normalize(vault.Body.TextAt("location"))),
            _estate.List(vault.Id, TypeNames.DiagnosticSetting).Resources.Select(setting => new DiagnosticSetting(setting)))
        let account = verdict.Setting.StorageAccount is { } named ? _estate.Find(named).Resource?.Id : null
        where account is not null
        group verdict by account into same
        select (same.Key, same.Any(verdict => verdict.State == ComplianceState.Compliant));

    private bool LiesIn(ResourceId account, string region) =>
        Region.Normalize(_estate.Find(account).Resource?.Body.TextAt("location")) == region;

    private static void WriteDestinations(StringBuilder text, List<Proposed> destinations)
    {
        // A key without entries would be an empty value.
        var isEmpty = destinations.TrueForAll(destination => destination.Account is null);
        text.Append(isEmpty ? "      # storageAccounts:" : "      storageAccounts:  ");
        text.Append("                # what apply uses: a vault logs to the account of its region\n");
        foreach (var destination in destinations)
        {
            var key = YamlText.Value(destination.Region);
            var vaults = Vaults(destination.Vaults);
            text.Append(CultureInfo.InvariantCulture, $"        {(destination.Account is { } account
                ? $"{key}: {YamlText.Value(account.Text)}  # {Use(destination)}"
                : $"# {key}: {NamedType.StorageAccount.Example}  # to fill in, for {vaults}")}\n");
        }

        if (destinations.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"        # westeurope: {NamedType.StorageAccount.Example}\n");
        }
    }

    private static string Use(Proposed destination) => destination.Logging > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{destination.Logging} of {Vaults(destination.Vaults)} there log to it")
        : "named by settings there that do not comply: make sure that it is the one";

    private static string Vaults(int number) => Quantity.Of(number, "vault");

    /// <summary>Where the vaults of a region are to log.</summary>
    /// <param name="Region">The region, normalized.</param>
    /// <param name="Vaults">How many vaults it has.</param>
    /// <param name="Account">The account of the region that most of them log to compliantly, or else that most of them name; null
    /// when none names one there.</param>
    /// <param name="Logging">How many of them log to it compliantly.</param>
    private sealed record Proposed(string Region, int Vaults, ResourceId? Account, int Logging);
}
