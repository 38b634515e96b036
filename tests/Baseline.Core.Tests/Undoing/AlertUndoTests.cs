using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>An alert that a run made goes again; one that it altered is as it was, but for what others changed since.</summary>
public sealed class AlertUndoTests
{
    private const string Type = "Microsoft.Insights/activityLogAlerts";
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Alert = $"{Subscription}/resourceGroups/rg/providers/{Type}/baseline-x";

    private const string On = """{"location":"Global","tags":{"team":"a"},"properties":{"enabled":true,"scopes":["/s"],"condition":{"allOf":[{"field":"category","equals":"Administrative"}]},"actions":{"actionGroups":[{"actionGroupId":"g"}]},"description":"d"}}""";
    private const string Narrowed = """{"location":"Global","tags":{"team":"a"},"properties":{"enabled":true,"scopes":["/s"],"condition":{"allOf":[{"field":"caller","equals":"c"}]},"actions":{"actionGroups":[{"actionGroupId":"g"}]},"description":"d"}}""";
    private const string AsAzureShows = """{"id":"i","name":"baseline-x","location":"global","tags":{"team":"a"},"properties":{"enabled":true,"scopes":["/S/"],"condition":{"allOf":[{"field":"category","equals":"administrative","containsAny":null,"anyOf":null}]},"actions":{"actionGroups":[{"actionGroupId":"G"}]},"description":"d","provisioningState":"Succeeded"}}""";

    private static readonly string Off = On.Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal);

    [Theory]
    [InlineData(On)]
    [InlineData(AsAzureShows)]
    public void One_that_the_run_made_goes(string live)
    {
        var undo = Undo(Put("", On), live);

        Assert.Equal("DELETE", Assert.Single(undo.Plan.Changes).Method);
        Assert.Empty(undo.Left);
    }

    [Fact]
    public void One_that_the_run_made_and_others_changed_since_is_left()
    {
        Assert.Equal(["The alert is left: properties.condition was changed since."], Why(Undo(Put("", On), Narrowed)));
        Assert.Equal(["The alert is left: properties.enabled was changed since."], Why(Undo(Put("", On), Off)));
    }

    /// <summary>An operation with a slash at its end is another, and what an action group is handed is compared to the letter.</summary>
    [Theory]
    [InlineData("\"Administrative\"", "\"Administrative/\"", "properties.condition")]
    [InlineData("{\"actionGroupId\":\"g\"}", "{\"actionGroupId\":\"g\",\"webhookProperties\":{\"key\":\"v\"}}", "properties.actions")]
    [InlineData("{\"actionGroupId\":\"g\"}]", "{\"actionGroupId\":\"g\"}],\"actionProperties\":{\"Email.Subject\":\"s\"}", "properties.actions")]
    [InlineData("{\"actionGroupId\":\"g\"}", "{\"actionGroupId\":\"g\"},{\"actionGroupId\":\"h\"}", "properties.actions")]
    [InlineData("{\"actionGroupId\":\"g\"}", "{\"actionGroupId\":\"h\"}", "properties.actions")]
    public void One_that_says_something_else_by_little_is_left(string sent, string since, string path) => Assert.Equal(
        [$"The alert is left: {path} was changed since."], Why(Undo(Put("", On), On.Replace(sent, since, StringComparison.Ordinal))));

    /// <summary>Azure shows empty objects that nobody sent.</summary>
    [Theory]
    [InlineData("{\"actionGroupId\":\"g\"}", "{\"actionGroupId\":\"G\",\"webhookProperties\":{}}")]
    [InlineData("{\"actionGroupId\":\"g\"}]", "{\"actionGroupId\":\"g\"}],\"actionProperties\":{}")]
    public void One_that_says_nothing_more_goes(string sent, string since) => Assert.Equal(
        "DELETE", Assert.Single(Undo(Put("", On), On.Replace(sent, since, StringComparison.Ordinal)).Plan.Changes).Method);

    /// <summary>What others added to an alert of the run, which would go with it.</summary>
    [Theory]
    [InlineData("\"tags\":{\"team\":\"a\"}", "\"tags\":{\"team\":\"a\",\"runbook\":\"r\"}", "tags", true)]
    [InlineData("\"tags\":{\"team\":\"a\"}", "\"tags\":{\"team\":\"a\",\"runbook\":\"r\"}", "tags", false)]
    [InlineData("\"description\":\"d\"", "\"description\":\"Call us first\"", "properties.description", true)]
    [InlineData("\"description\":\"d\"", "\"description\":\"d\",\"new\":{\"of\":\"theirs\"}", "properties.new", false)]
    public void One_that_the_run_made_and_others_added_to_is_left(string sent, string since, string path, bool isConfirmed)
    {
        var change = Put("", On) with { After = isConfirmed ? Element(AsAzureShows) : default };

        var undo = Undo(change, AsAzureShows.Replace(sent, since, StringComparison.Ordinal));

        Assert.Empty(undo.Plan.Changes);
        Assert.Equal([$"The alert is left: {path} was changed since."], Why(undo));
    }

    [Fact]
    public void One_that_is_gone_stays_so()
    {
        Assert.Empty(Undo(Put("", On), "").Plan.Changes);
        Assert.Empty(Undo(Put("", On), "").Left);
        Assert.Equal(["The alert was deleted since, and is left so."], Why(Undo(Put(Off, On), "")));
    }

    [Fact]
    public void What_the_run_altered_is_as_before_and_the_rest_as_it_is_now()
    {
        var live = AsAzureShows.Replace("\"d\"", "\"newer\"", StringComparison.Ordinal).Replace("\"a\"}", "\"b\"}", StringComparison.Ordinal);

        var change = Assert.Single(Undo(Put(Off.Replace("[\"/s\"]", "[\"t\"]", StringComparison.Ordinal), On), live).Plan.Changes);

        Assert.Equal("PUT", change.Method);
        Assert.False(change.Body.IsTrueAt("properties.enabled"));
        Assert.Equal(["t"], change.Body.TextsAt("properties.scopes"));
        Assert.Equal("newer", change.Body.TextAt("properties.description"));
        Assert.Equal("b", change.Body.TextAt("tags.team"));
        Assert.Equal(JsonValueKind.Undefined, change.Body.At("properties.provisioningState").ValueKind);
    }

    [Fact]
    public void What_others_changed_again_is_left_and_the_rest_is_taken_back()
    {
        var before = Off.Replace("Administrative", "Policy", StringComparison.Ordinal);

        var undo = Undo(Put(before, On), Narrowed);

        Assert.Equal(["properties.enabled"], Assert.Single(undo.Plan.Changes).Properties.Select(property => property.Path));
        Assert.Equal(["properties.condition is left: it was changed again since."], Why(undo));
    }

    [Fact]
    public void What_is_as_before_already_asks_for_nothing()
    {
        var undo = Undo(Put(Off, On), Off);

        Assert.Empty(undo.Plan.Changes);
        Assert.Empty(undo.Left);
    }

    [Fact]
    public void What_was_read_after_the_write_counts_as_sent_where_the_write_was_confirmed()
    {
        var change = Put(Off, On) with { After = Element(Narrowed) };

        Assert.False(Assert.Single(Undo(change, Narrowed).Plan.Changes).Body.IsTrueAt("properties.enabled"));
    }

    [Fact]
    public void One_that_an_undo_deleted_comes_back_unless_it_was_made_again()
    {
        var deleted = new RecordedChange("c1", ChangeAction.Delete, Alert, Type, "2020-10-01", "DELETE", default, Element(AsAzureShows), default, "applied");

        var back = Assert.Single(Undo(deleted, "").Plan.Changes);

        Assert.Equal("PUT", back.Method);
        Assert.Equal("d", back.Body.TextAt("properties.description"));
        Assert.Equal(["The alert is left: it was created again since."], Why(Undo(deleted, On)));
    }

    [Fact]
    public void An_alert_of_others_in_a_journal_is_left()
    {
        var forged = Put("", On) with { Resource = Alert.Replace("baseline-x", "theirs", StringComparison.Ordinal) };

        Assert.Empty(Undo(forged, On).Plan.Changes);
        Assert.NotEmpty(Undo(forged, On).Left);
    }

    private static RecordedChange Put(string before, string body) => new(
        "c1", before.Length == 0 ? ChangeAction.Create : ChangeAction.Update, Alert, Type, "2020-10-01", "PUT", Element(body), Element(before), Element(body), "applied");

    private static UndoResult Undo(RecordedChange change, string live) => new UndoPlanner(ControlCatalogue.Product.Types).Plan(
        new RunRecord("sha256:0", "test", "sha256:0", [change]),
        new Dictionary<string, JsonElement> { ["c1"] = Element(live) },
        new PlanEstate("journal", null));

    private static IEnumerable<string> Why(UndoResult undo) => undo.Left.Select(left => left.Why);

    private static JsonElement Element(string text) => text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
}
