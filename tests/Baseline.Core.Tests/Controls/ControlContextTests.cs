using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What must not be written, and in which order remarks are told.</summary>
public sealed class ControlContextTests
{
    private const string One = "11111111-1111-1111-1111-111111111111";

    private static readonly ResourceId Vault = ResourceId.Parse(Documents.Samples.Vault);

    [Fact]
    public void What_nothing_forbids_is_writable()
    {
        Assert.Null(Context("Enabled").WhyNotWritable(Vault));
        Assert.Null(Context("PastDue").WhyNotWritable(Vault));
        Assert.Null(Context("Enabled").WhyNotWritable(ResourceId.ManagementGroup("platform")));
    }

    [Fact]
    public void What_is_exempt_is_never_changed_for_that_control()
    {
        var exemption = new Exemption(
            "Monitor-006", new ResourcePattern(Vault.Text), "Moved", "team-a", new DateOnly(2027, 1, 1), new SourceSpan("baseline.yaml", 1, 1));

        Assert.Equal(
            $"{Vault} is exempt from Monitor-006, and what is exempt is never changed: end the exemption to let it be changed.",
            Of("Monitor-006", exemption).WhyNotWritable(Vault)?.Text);
        Assert.Null(Of("KeyVault-004", exemption).WhyNotWritable(Vault));
    }

    [Theory]
    [InlineData("Disabled")]
    [InlineData("DISABLED")]
    [InlineData("warned")]
    [InlineData("deleted")]
    public void A_subscription_that_takes_no_writes_is_named_in_any_letter_case(string state) =>
        Assert.Equal(
            $"Subscription {One} is {state.ToLowerInvariant()}, and Azure takes no writes in it: enable it again.",
            Context(state).WhyNotWritable(Vault)?.Text);

    [Theory]
    [InlineData("Deleted", true)]
    [InlineData("deleted", true)]
    [InlineData("Disabled", false)]
    public void What_is_deleted_is_known_in_any_letter_case(string state, bool isDeleted) =>
        Assert.Equal(isDeleted, Context(state).IsDeleted(Vault));

    [Fact]
    public void A_notice_that_says_nothing_to_do_is_its_message()
    {
        var notice = new Notice("BL2001", "", "/a", "It matches nothing.");

        Assert.Equal("It matches nothing.", (notice with { Fix = "" }).Text);
        Assert.Equal("It matches nothing. To fix: x.", (notice with { Fix = "x" }).Text);
    }

    /// <summary>What is exempt is told as such, even where it went away.</summary>
    [Theory]
    [InlineData(true, ComplianceState.Exempt, 0)]
    [InlineData(false, null, 1)]
    public void What_went_away_while_it_was_read_is_skipped_unless_it_is_exempt(bool isExempt, ComplianceState? state, int notices)
    {
        var exemption = new Exemption(
            "Monitor-006",
            new ResourcePattern(Vault.Text),
            "Moved",
            "team-a",
            new DateOnly(2027, 1, 1),
            new SourceSpan("baseline.yaml", 1, 1));
        var context = isExempt ? Context("Enabled", exemption) : Context("Enabled");

        var finding = context.Unread(new UnreadableResource(Vault, 404, "ResourceNotFound"), Vault, "vault", "It could not be read.");

        Assert.Equal(state, finding?.State);
        Assert.Equal(notices, context.Conclude([]).Notices.Count);
    }

    [Fact]
    public void Remarks_are_told_once_and_in_order_whatever_their_letter_case()
    {
        var context = Context("Enabled");
        Notice[] notices =
        [
            new("BL2002", "", "/a", "x"), new("BL2001", "Monitor-006", "/a", "x"), new("BL2001", "KeyVault-004", "/b", "x"),
            new("BL2001", "KeyVault-004", "/C", "x"), new("BL2001", "KeyVault-004", "/A", "y"), new("BL2001", "KeyVault-004", "/A", "x"),
            new("BL2001", "KeyVault-004", "/A", "x"),
        ];
        Assert.Equal(
            ["BL2001 KeyVault-004 /A x", "BL2001 KeyVault-004 /A y", "BL2001 KeyVault-004 /b x", "BL2001 KeyVault-004 /C x", "BL2001 Monitor-006 /a x", "BL2002  /a x"],
            NoticeOrder.Of(notices).Select(notice => $"{notice.Code} {notice.Control} {notice.Resource} {notice.Message}"));
    }

    [Fact]
    public void What_leads_to_a_verdict_is_worked_out_only_where_that_verdict_alone_is_wanted()
    {
        var input = Input("Enabled", [], [], [], []);
        EvidenceStep step = new(0, Vault.Text, "Looked at.");

        Assert.Empty(Evidence(input));
        Assert.Empty(Evidence(input with { Only = ResourceId.Subscription(One) }));
        Assert.Equal([step], Evidence(input with { Only = Vault }));

        IReadOnlyList<EvidenceStep> Evidence(EvaluationInput of)
        {
            var context = new ControlContext(of, "Monitor-006");
            context.Explain(Vault, () => [step]);
            return context.Conclude([]).Evidence;
        }
    }

    [Fact]
    public void Each_reason_not_to_write_has_its_code_and_says_what_would_take_it_away()
    {
        var exemption = new Exemption(
            "Monitor-006", new ResourcePattern(Vault.Text), "Moved", "team-a", new DateOnly(2027, 1, 1), new SourceSpan("baseline.yaml", 1, 1));
        var outside = ResourceId.Parse(Vault.Text.Replace(One, "99999999-9999-9999-9999-999999999999", StringComparison.Ordinal));
        var excluded = new Exclusion(null, null, null, new ResourcePattern(Vault.Text));
        var insights = ResourceId.Subscription(One).Child("providers/Microsoft.Insights");
        var unregistered = new ObservedResource(insights, JsonDocument.Parse("""{"registrationState":"NotRegistered"}""").RootElement);

        Assert.Equal(
            [
                new Obstacle(
                    "BL2101",
                    $"{outside} lies in subscription 99999999-9999-9999-9999-999999999999, which is not in scope",
                    "add the subscription to scope.subscriptions"),
                new Obstacle("BL2102", $"{Vault} is excluded from the scope", "remove the exclusion to let it be changed"),
                new Obstacle("BL2103", $"{Vault} is exempt from Monitor-006, and what is exempt is never changed", "end the exemption to let it be changed"),
                new Obstacle("BL2104", $"Subscription {One} is disabled, and Azure takes no writes in it", "enable it again"),
                new Obstacle(
                    "BL2106",
                    $"Subscription {One} is not registered to use Microsoft.Insights, so Azure takes no diagnostic settings there",
                    $"run \"az provider register --namespace Microsoft.Insights --subscription {One}\""),
                new Obstacle(
                    "BL2107",
                    $"Whether subscription {One} is registered to use Microsoft.Insights could not be read (403 AuthorizationFailed)",
                    "grant Microsoft.Resources/subscriptions/providers/read",
                    Incomplete: true),
            ],
            [
                Context("Enabled").WhyNotWritable(outside),
                Context("Enabled", [], [], [excluded]).WhyNotWritable(Vault),
                Context("Enabled", exemption).WhyNotWritable(Vault),
                Context("Disabled").WhyNotWritable(Vault),
                Context("Enabled", [unregistered], [], []).WhyNoSettings(Vault),
                Context("Enabled", [], [new UnreadableResource(insights, 403, "AuthorizationFailed")], []).WhyNoSettings(Vault),
            ]);
    }

    private static ControlContext Context(string state, params Exemption[] exemptions) => Context(state, [], [], [], exemptions);

    private static ControlContext Of(string control, Exemption exemption) => new(Input("Enabled", [], [], [], [exemption]), control);

    private static ControlContext Context(
        string state, ObservedResource[] beside, UnreadableResource[] unreadable, Exclusion[] exclusions, params Exemption[] exemptions) =>
        new(Input(state, beside, unreadable, exclusions, exemptions), "Monitor-006");

    private static EvaluationInput Input(
        string state, ObservedResource[] beside, UnreadableResource[] unreadable, Exclusion[] exclusions, Exemption[] exemptions)
    {
        var body = JsonDocument.Parse("{}").RootElement;
        var estate = new Estate("azure", null, [new EstateSubscription(One, "prod", [], State: state)], [new ObservedResource(Vault, body), .. beside], unreadable);
        var scope = new EstateScope(new ScopeSettings(true, [], [], exclusions), estate);
        return new EvaluationInput(estate, scope, exemptions, new HashSet<ResourceId>(), new DateOnly(2026, 11, 22));
    }
}
