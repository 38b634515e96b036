using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>Which of the resources that a write lies in decides whether it may be made, and which control.</summary>
public sealed class WriteScopeTests
{
    private const string Servers = "Contoso.Toy/servers";
    private const string Databases = $"{Servers}/databases";
    private const string Group = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg";
    private const string Server = $"{Group}/providers/{Servers}/sv";
    private const string Database = $"{Server}/databases/db";
    private const string Account = $"{Group}/providers/Microsoft.Storage/storageAccounts/st";
    private const string Setting = $"{Database}/providers/{TypeNames.DiagnosticSetting}/s";
    private const string Until = "until 2027-01-31, and what is exempt is never changed.";

    private static readonly ArmWrite Write = new(TypeNames.DiagnosticSetting, "PUT", Setting, "2021-05-01-preview", default);

    private static readonly Script Logs = new("Logs", (_, _) => []) { JudgedTypes = [Servers, Databases], Owns = _ => true };

    private static readonly Script Other = Logs with { Id = "Other" };

    [Theory]
    // What carries the tag of the exclusion, and what is said of a write to a setting of the database.
    [InlineData(Setting, $"{Setting} is excluded from the document's scope.")]
    [InlineData(Database, $"{Database} is excluded from the document's scope.")]
    [InlineData(Server, $"{Server} is excluded from the document's scope.")]
    [InlineData($"{Database} {Server}", $"{Database} is excluded from the document's scope.")]
    [InlineData(Group, null)]
    public void The_innermost_that_is_excluded_is_named_and_what_lies_above_a_resource_excludes_nothing(string tagged, string? why)
    {
        var document = ScriptedControls.Document(Logs);
        var excluding = document with { Scope = document.Scope with { Exclusions = [new Exclusion(null, "sandbox", null, null)] } };
        var estate = tagged.Split(' ').Aggregate(
            new EstateBuilder(),
            (all, id) => all.Raw($$"""{ "id": "{{id}}", "name": "any", "type": "Contoso.Toy/any", "tags": { "sandbox": "yes" }, "properties": {} }"""));

        Assert.Equal(why, ScopeOf(excluding, estate.Build(), Logs).WhyNot(Write));
    }

    [Theory]
    // Whether an account keeps versions is asked last, where the account is there.
    [InlineData(Account, false, Account, "")]
    [InlineData($"{Account}/blobServices/default", true, "", $"{Account}/blobServices/default")]
    [InlineData($"{Account}/blobServices/default {Account}", true, Account, $"{Account}/blobServices/default")]
    public void A_blob_service_that_a_saved_plan_is_held_by_is_read_after_the_rest(string needed, bool asks, string first, string last)
    {
        Script[] scripts = [Logs with { NeededForSavedPlan = [.. needed.Split(' ').Select(ResourceId.Parse)] }];

        var request = WriteScope.RequestFor(ScriptedControls.Catalogue(scripts), ScriptedControls.Document(scripts), [Write]);

        Assert.Equal(
            (asks, first, last),
            (request.Needs.NewPolicies, string.Join(' ', request.Named), string.Join(' ', request.StillNeeded(Estate()))));
    }

    /// <summary>Such an id comes only from a plan that somebody edited.</summary>
    [Fact]
    public void What_an_odd_id_lies_in_is_looked_for_up_to_its_end()
    {
        var odd = new ArmWrite("Contoso.Toy/any", "PUT", $"{Group}/providers/Contoso.Toy/providers/any/name", "", default);

        Assert.Null(ScopeOf(ScriptedControls.Document(Logs), Estate(), Logs).WhyNot(odd));
    }

    [Theory]
    [InlineData(Database, $"{Database} is exempt from Logs {Until}")]
    [InlineData(Server, null)]
    [InlineData(Group, null)]
    public void A_write_is_for_the_innermost_that_its_control_judges(string exempt, string? why) =>
        Assert.Equal(why, ScopeOf(Exempt(exempt, "Logs"), Estate(), Logs).WhyNot(Write));

    [Theory]
    // A part that is exempt keeps the write away, and the first is named.
    [InlineData("one two", "one two", $"one of {Database} is exempt from Logs {Until}")]
    [InlineData("one two", "two", $"two of {Database} is exempt from Logs {Until}")]
    [InlineData("one", "two", null)]
    public void The_first_part_that_is_exempt_is_named(string written, string exempt, string? why)
    {
        var parted = Logs with { Parts = written.Split(' ') };
        var document = Exempt(Database, [.. exempt.Split(' ').Select(_ => "Logs")]);
        document = document with { Exemptions = [.. document.Exemptions.Zip(exempt.Split(' '), (one, part) => one with { Part = part })] };

        Assert.Equal(why, ScopeOf(document, Estate(), parted).WhyNot(Write));
    }

    [Theory]
    // What is exempt from one control may still be asked for by another.
    [InlineData("", "Logs Other", null)]
    [InlineData("Logs", "Other", null)]
    [InlineData("Other", "Logs", null)]
    [InlineData("Logs Other", "", $"{Database} is exempt from Logs {Until}")]
    public void Only_controls_from_which_a_resource_is_not_exempt_ask_for_a_write(string exempt, string asking, string? why)
    {
        var scope = ScopeOf(Exempt(Database, exempt.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Estate(), Logs, Other);

        Assert.Equal(asking.Split(' ', StringSplitOptions.RemoveEmptyEntries), scope.Asking(Write).Select(control => control.Id));
        Assert.Equal(why, scope.WhyNot(Write));
    }

    private static BaselineDocument Exempt(string resource, params string[] controls) => ScriptedControls.Document(Logs, Other) with
    {
        Exemptions =
        [
            .. controls.Select(control => new Exemption(
                control, new ResourcePattern(resource), "Closing.", "team-a", new DateOnly(2027, 1, 31), new SourceSpan("baseline.yaml", 1, 1))),
        ],
    };

    private static Estate Estate() => new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Build();

    private static WriteScope ScopeOf(BaselineDocument document, Estate estate, params Script[] scripts) => new(
        ScriptedControls.Catalogue(scripts),
        document with { Controls = [.. ScriptedControls.Document(scripts).Controls] },
        estate,
        new DateOnly(2026, 11, 22));
}
