using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>
/// Whether an account keeps versions is asked before its first lifecycle rule is written, and of no account that gets none: each question
/// is a read of Azure.
/// </summary>
public sealed class NewPoliciesTests
{
    private const string Logs =
        $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/st";

    private static readonly SourceSpan Span = new("baseline.yaml", 1, 1);

    /// <summary>What the estate has beside a vault that logs to an account, and whether the account's blob service is asked for.</summary>
    public static TheoryData<string, bool> Estates => new()
    {
        { "nothing", true },
        { "a policy", false },
        { "the service", false },
        { "an account that takes none", false },
        { "a lock", false },
        { "no account", false },
        { "a workspace in its place", false },
    };

    [Theory]
    [MemberData(nameof(Estates))]
    public void Only_an_account_that_may_get_its_first_policy_is_asked_for(string beside, bool asked) =>
        Assert.Equal(asked ? [$"{Logs}/blobServices/default"] : [], Asked(Document(Settings()), Estate(beside)));

    /// <summary>The days that are accepted, followed by + for the fewest, and what else decides on rules; and whether it asks.</summary>
    [Theory]
    [InlineData("365", true, DestinationAcceptance.Listed, true)]
    [InlineData("365", false, DestinationAcceptance.Listed, false)]
    [InlineData("0", true, DestinationAcceptance.Listed, false)]
    // Where the fewest days are given, a log without a rule is kept as it should be.
    [InlineData("365+", true, DestinationAcceptance.Listed, false)]
    // Where anything is accepted, accepted days are not judged.
    [InlineData("365", true, DestinationAcceptance.Any, false)]
    // An account that the document does not name gets no rule.
    [InlineData("365", true, DestinationAcceptance.Mapped, false)]
    public void Only_a_document_by_which_rules_are_written_asks(string days, bool manages, DestinationAcceptance acceptance, bool asked)
    {
        var settings = Settings() with
        {
            ManageLifecycle = manages,
            RetentionDays = days.EndsWith('+') ? [] : [Days(days)],
            RetentionAtLeast = days.EndsWith('+') ? Days(days) : null,
            Destination = Destination with
            {
                Acceptance = acceptance,
                StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse($"{Logs}other"))),
            },
        };

        Assert.Equal(asked ? 1 : 0, Asked(Document(settings), Estate("nothing")).Count);
    }

    [Fact]
    public void A_vault_out_of_scope_gets_no_rule()
    {
        var elsewhere = new ScopeSettings(false, [], ["22222222-2222-2222-2222-222222222222"], []);
        var without = new Exclusion(null, null, null, new ResourcePattern(new EstateBuilder().VaultId("kv")));

        Assert.Empty(Asked(Document(Settings()) with { Scope = elsewhere }, Estate("nothing")));
        Assert.Empty(Asked(
            Document(Settings()) with { Scope = new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], [without]) },
            Estate("nothing")));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_saved_plan_is_held_by_the_service_of_each_account_that_it_writes_to(bool manages, int asked)
    {
        IControl control = new KeyVault004Control(Settings() with { ManageLifecycle = manages });
        var vault = ResourceId.Parse(new EstateBuilder().VaultId("kv"));

        Assert.Equal(
            asked == 0 ? [] : [$"{Logs}/blobServices/default"],
            control.NeededForSavedPlan([ResourceId.Parse(Logs), vault]).Select(id => id.Text));
    }

    private static IReadOnlyList<string> Asked(BaselineDocument document, Estate estate) =>
        [.. new Planner(ControlCatalogue.Product).RequestFor(document).StillNeeded(estate).Select(id => id.Text)];

    private static Estate Estate(string beside)
    {
        var estate = new EstateBuilder().Vault("kv");
        if (beside == "a workspace in its place")
        {
            return estate.Setting("kv", "audit", workspace: "law").Build();
        }

        if (beside != "no account")
        {
            estate.Account("st");
        }

        _ = beside switch
        {
            "a policy" => estate.Lifecycle("st"),
            "the service" => estate.Raw($$$"""{"id":"{{{Logs}}}/blobServices/default","properties":{"isVersioningEnabled":false}}"""),
            "an account that takes none" => estate.With(body => body["kind"] = "Storage"),
            "a lock" => estate.Lock(Logs),
            _ => estate,
        };
        return estate.Setting("kv", "audit", storage: Logs).Build();
    }

    private static readonly DestinationSettings Destination = new(KeyVault004Settings.DestinationPath)
    {
        Kinds = [SinkKind.StorageAccount, SinkKind.Workspace],
    };

    private static int Days(string text) => int.Parse(text.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture);

    private static KeyVault004Settings Settings() => new([365], Destination, "baseline-auditevent", true, false, Span);

    private static BaselineDocument Document(KeyVault004Settings settings) => new(
        "test", new("sha256:0"), new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], []), [settings], [], new LimitSettings(null, null));
}
