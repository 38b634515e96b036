using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor007;
using Baseline.Controls.StorageAccounts;
using Baseline.Core.Tests.Plans;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>
/// A lifecycle policy of a saved plan: of the rules of two controls each is as the document asks that control for it, and neither
/// control answers for the rule of the other.
/// </summary>
public sealed class SavedLifecycleTests
{
    private const string Account =
        $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/st";

    private const string OtherVaultRule = "The document asks for a rule that deletes the audit log after 365 days, and this is another.";
    private const string OtherActivityRule = "The document asks for a rule that deletes the activity log after 400 days, and this is another.";
    private const string NoRules = "The document does not let lifecycle rules be written.";

    private static readonly Estate Estate = new EstateBuilder().Account("st").Build();

    private static readonly SourceSpan Span = new("baseline.yaml", 1, 1);

    /// <summary>
    /// What the document says (days of each control, followed by + where it may write its rule; nothing for a control that it has not),
    /// the rules that are sent, those that the plan shows to be altered, and what is said; null where nothing is.
    /// </summary>
    public static TheoryData<string, string, string, string?> Rows => new()
    {
        { "365+ 400+", "K A", "K A", null },
        { "365+ 400+", "L K A", "K A", null },
        { "365+ 400+", "L K A", "K", null },
        { "365+ 400+", "L K A", "A", null },
        { "365+ 400+", "K a", "K A", OtherActivityRule },
        { "365+ 400+", "K a", "A", OtherActivityRule },
        { "365+ 400+", "k A", "K A", OtherVaultRule },
        { "365+ 400+", "k a", "K A", OtherVaultRule },
        { "365+ 400+", "K X", "K A", OtherActivityRule },
        { "365+ 400+", "Y A", "K A", OtherVaultRule },
        { "365+ 400+", "K A a", "K A", OtherActivityRule },
        { "365+ 400+", "K", "K A", OtherActivityRule },
        { "365+ 400+", "A", "K A", OtherVaultRule },
        { "365+ 400+", "", "K A", OtherVaultRule },
        { "365+ 400+", "L K A", "L K A", Beside("legal") },
        { "365+ 400+", "L K A", "L", Beside("legal") },
        { "365+ 400+", "L K A", "", "It changes no lifecycle rule." },

        // What the one takes away, and the other writes or leaves.
        { "0 400+", "A", "K A", null },
        { "0 400+", "L A", "K", null },
        { "0 400+", "K A", "K A", "The document lets the audit log stay forever, and the rule would delete it." },
        { "0 400+", "", "K A", OtherActivityRule },
        { "365+ 0", "K", "K A", null },
        { "365+ 0", "K A", "K A", "The document lets the activity log stay forever, and the rule would delete it." },
        { "0 0", "", "K A", null },
        { "0 0", "", "K L A", Beside("legal") },

        // What only one may write, or the document does not have.
        { "365+ 400", "K A", "K A", NoRules },
        { "365+ 400", "K A", "K", null },
        { "365 400+", "K A", "K A", NoRules },
        { "365 400+", "K A", "A", null },
        { "365 400", "K A", "K A", NoRules },
        { "365+ -", "K A", "K A", Beside("baselineMonitor007") },
        { "365+ -", "K A", "K", null },
        { "0 -", "", "K A", Beside("baselineMonitor007") },
        { "0 -", "", "K", null },
        { "- 400+", "K A", "K A", Beside("baselineKeyVault004") },
        { "- 400+", "K A", "A", null },
        { "- 0", "", "K A", Beside("baselineKeyVault004") },
        { "365+ ?", "K A", "K A", Beside("baselineMonitor007") },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_rule_is_the_one_that_its_own_control_asks_for(string document, string sent, string altered, string? why)
    {
        var change = ChangeOf(sent, altered);

        Assert.Equal(why, Objection(DocumentOf(document), change));
    }

    /// <summary>Where forever is accepted, only a rule that gives other days than those accepted is taken away.</summary>
    [Theory]
    [InlineData("365.0", null, "The document accepts that the audit log is deleted after 365 days, so the rule stays.")]
    [InlineData("30.0", null, null)]
    [InlineData("400", null, null)]
    // The fewest days count, and what is no number gives none.
    [InlineData("400", "365", "The document accepts that the audit log is deleted after 365 days, so the rule stays.")]
    [InlineData("365", "30", null)]
    [InlineData("\"365\"", null, null)]
    public void A_rule_that_gives_accepted_days_is_not_taken_away(string days, string? daysFromCreation, string? why)
    {
        const string Delete = "properties.policy.rules[baselineKeyVault004].definition.actions.baseBlob.delete";
        var document = DocumentOf("365 400+");
        var forever = document with { Controls = [((KeyVault004Settings)document.Controls[0]) with { RetentionDays = [365, 0] }, document.Controls[1]] };
        var change = ChangeOf("A", "K") with
        {
            Properties =
            [
                new PropertyChange($"{Delete}.daysAfterModificationGreaterThan", Json(days), default),
                .. daysFromCreation is null
                    ? Array.Empty<PropertyChange>()
                    : [new PropertyChange($"{Delete}.daysAfterCreationGreaterThan", Json(daysFromCreation), default)],
            ],
        };

        Assert.Equal(why, Objection(forever, change));
    }

    /// <summary>Where versions are kept, only a rule that deletes those as well ends the log; elsewhere such a rule does no harm.</summary>
    [Theory]
    [InlineData("true", false, "The account keeps versions of what is deleted, and the rule does not delete those.")]
    [InlineData("true", true, null)]
    [InlineData("false", false, null)]
    [InlineData("false", true, null)]
    [InlineData(null, false, null)]
    [InlineData(null, true, null)]
    public void A_rule_deletes_the_versions_that_the_account_keeps(string? versioned, bool named, string? why)
    {
        var service = new ObservedResource(
            ResourceId.Parse($"{Account}/blobServices/default"), Json($$$"""{"properties":{"isVersioningEnabled":{{{versioned ?? "null"}}}}}"""));
        var estate = versioned is null ? Estate : Estate.Replacing([service]);
        var rule = named
            ? RuleOf('K').Replace("\"baseBlob\":", "\"version\":{\"delete\":{\"daysAfterCreationGreaterThan\":365}},\"baseBlob\":", StringComparison.Ordinal)
            : RuleOf('K');
        var change = ChangeOf("K", "K") with { Body = Json($$$$"""{"properties":{"policy":{"rules":[{{{{rule}}}}]}}}""") };

        Assert.Equal(why, Objection(DocumentOf("365+ -"), change, estate: estate));
    }

    /// <summary>Beside rules a policy stays as it is; with the last rule all of it goes.</summary>
    [Theory]
    [InlineData("365+ -", "K", "properties.future", "properties.future")]
    [InlineData("365+ -", "K", "properties.future properties.other", "properties.future")]
    [InlineData("0 -", "L", "properties.future", "properties.future")]
    [InlineData("0 -", "", "properties.future properties.policy.version", null)]
    [InlineData("0 -", "", "properties.future properties.policy.rules[legal].enabled properties.policy.rules[other].enabled", "properties.policy.rules[legal].enabled")]
    public void What_lies_beside_its_rule_goes_with_the_policy_alone(string document, string sent, string others, string? told)
    {
        var change = ChangeOf(sent, "K");
        var saved = new SavedWrite(
            "c1",
            change.Action,
            change.ToWrite(),
            [.. change.Properties, .. others.Split(' ').Select(path => new PropertyChange(path, Json("1"), default))]);
        var control = new KeyVault004Control((KeyVault004Settings)DocumentOf(document).Controls[0]);

        Assert.Equal(
            told is null ? null : $"It changes its own lifecycle rule alone, and {told} would be another.",
            control.WhyNotWanted(saved, new SavedPlan([saved], Estate, [], new HashSet<ResourceId>())));
    }

    /// <summary>What is created is told by its body, whatever the plan says of it.</summary>
    [Theory]
    [InlineData("K A", null)]
    [InlineData("K a", OtherActivityRule)]
    [InlineData("k A", OtherVaultRule)]
    public void A_policy_that_is_created_has_only_rules_that_are_asked_for(string sent, string? why)
    {
        var change = ChangeOf(sent, "") with { Action = ChangeAction.Create };

        Assert.Equal(why, Objection(DocumentOf("365+ 400+"), change));
        Assert.Contains(
            "properties.policy.rules[legal]",
            Objection(DocumentOf("365+ 400+"), ChangeOf("L K A", "") with { Action = ChangeAction.Create }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_need_not_lead_to_what_the_document_wants() => Assert.Null(Objection(
        DocumentOf("365+ 400+"),
        ChangeOf("k a", "") with { Action = ChangeAction.Create, Because = [new Cause("undo", Account)] },
        Plan.UndoSource));

    /// <summary>Of an account that is exempt from one of the two, only the other writes its rule.</summary>
    [Theory]
    [InlineData("KeyVault-004", "A", "A", null)]
    [InlineData("KeyVault-004", "K A", "K A", "baselineKeyVault004")]
    [InlineData("Monitor-007", "K", "K", null)]
    [InlineData("Monitor-007", "K A", "K A", "baselineMonitor007")]
    public void The_rule_of_a_control_from_which_the_account_is_exempt_is_not_written(string control, string sent, string altered, string? rule)
    {
        var document = DocumentOf("365+ 400+") with
        {
            Exemptions = [new Exemption(control, new ResourcePattern(Account), "Closing.", "team-a", new DateOnly(2027, 1, 31), Span)],
        };

        Assert.Equal(rule is null ? null : Beside(rule), Objection(document, ChangeOf(sent, altered)));
    }

    private static string? Objection(BaselineDocument document, Change change, string source = "azure", Estate? estate = null)
    {
        estate ??= Estate;
        var plan = SamplePlan.Empty with { Changes = [change], Estate = new PlanEstate(source, null) };
        var today = new DateOnly(2026, 11, 22);
        IReadOnlyList<PlanObjection> asked = new SavedPlanCheck(ControlCatalogue.Product).Objections(plan, document, estate, today);
        Assert.Empty(asked);
        return new SavedBodyCheck(ControlCatalogue.Product).Objections(plan, document, estate, today).SingleOrDefault()?.Why;
    }

    private static string Beside(string rule) =>
        $"It changes its own lifecycle rule alone, and properties.policy.rules[{rule}].enabled would be another.";

    private static BaselineDocument DocumentOf(string days)
    {
        var parts = days.Split(' ');
        var controls = new List<IControlSettings>();
        if (parts[0] != "-")
        {
            controls.Add(new KeyVault004Settings(
                [Days(parts[0])], new DestinationSettings(KeyVault004Settings.DestinationPath), "baseline-auditevent", parts[0].EndsWith('+'), false,
                Span));
        }

        if (parts[1] != "-")
        {
            controls.Add(new Monitor007Settings(
                ["Administrative"], new DestinationSettings(Monitor007Settings.DestinationPath), "baseline-activity-log", Span)
            {
                Retention = parts[1] == "?" ? null : new AcceptedRetention([Days(parts[1])], null),
                ManageLifecycle = parts[1].EndsWith('+'),
            });
        }

        return new BaselineDocument(
            "test", new("sha256:0"), new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], []), controls, [], new LimitSettings(null, null));
    }

    private static int Days(string text) => int.Parse(text.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture);

    private static Change ChangeOf(string sent, string altered) => SamplePlan.Full.Changes[0] with
    {
        Id = "c1",
        Action = sent.Length == 0 ? ChangeAction.Delete : ChangeAction.Update,
        Type = "Microsoft.Storage/storageAccounts/managementPolicies",
        Resource = $"{Account}/managementPolicies/default",
        Method = sent.Length == 0 ? "DELETE" : "PUT",
        ApiVersion = "2025-06-01",
        Body = sent.Length == 0 ? default : Json($$$$"""{"properties":{"policy":{"rules":[{{{{string.Join(',', Letters(sent).Select(RuleOf))}}}}]}}}"""),
        Properties = [.. Letters(altered).Select(letter => new PropertyChange(
            $"properties.policy.rules[{NameOf(letter)}].enabled", default, sent.Length == 0 ? default : Json("true")))],
    };

    private static IEnumerable<char> Letters(string text) => text.Where(letter => letter != ' ');

    private static string NameOf(char letter) => letter switch
    {
        'K' or 'k' or 'Y' => "baselineKeyVault004",
        'A' or 'a' or 'X' => "baselineMonitor007",
        _ => "legal",
    };

    /// <summary>K and A are the rules that the document asks for, k and a have other days, X and Y the prefix of the other.</summary>
    private static string RuleOf(char letter)
    {
        var days = letter switch { 'K' or 'Y' => 365, 'A' or 'X' => 400, _ => 30 };
        var container = letter switch { 'K' or 'k' or 'X' => "insights-logs-auditevent/", 'A' or 'a' or 'Y' => "insights-activity-logs/", _ => "backups/" };
        return $$$$$"""{"enabled":true,"name":"{{{{{NameOf(letter)}}}}}","type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":{{{{{days}}}}}}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["{{{{{container}}}}}"]}}}""";
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
