using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>
/// A saved plan is held against the document again. Each plan here has a right digest, as whoever forges one can compute it.
/// </summary>
public sealed class SavedPlanTests : IDisposable
{
    private static readonly string[] Apply = ["apply", "plan.json", "--emulator", "estate.json", "--auto-approve"];

    private readonly Workspace _workspace = new();

    /// <summary>What a plan was turned into, by the type of the change that is altered; and what is said of it.</summary>
    public static TheoryData<string, string, string, string> Forged => new()
    {
        { "Microsoft.Authorization/roleAssignments", "e147488a-f6f5-4113-8e2d-b22465e65bf6", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "The only role that it gives" },
        { "Microsoft.Insights/diagnosticSettings", "\"storageAccountId\":\"/subscriptions/", "\"storageAccountId\":\"/subscriptions/99999999-9999-9999-9999-999999999999/x/", "The document names no storage account" },
        { "Microsoft.Insights/diagnosticSettings", "baseline-auditevent", "somebody-elses", "only its own diagnostic settings" },
        { "Microsoft.Storage/storageAccounts", "\"keyname\":\"", "\"keyname\":\"not-", "The document names no key not-" },
        { "Microsoft.Storage/storageAccounts", "\"encryption\":", "\"allowBlobPublicAccess\":true,\"encryption\":", "or what protects its logs" },
        { "Microsoft.ManagedIdentity/userAssignedIdentities", "userAssignedIdentities/", "userAssignedIdentities/not-", "The document names no identity" },
        { "Microsoft.KeyVault/vaults/keys", "/keys/", "/keys/not-", "The document names no key" },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_change_that_baseline_never_plans_is_refused_before_any_write(string type, string text, string other, string why)
    {
        await ForgeAsync(plan => plan with { Changes = [.. plan.Changes.Select(change => change.Type == type ? Altered(change, text, other) : change)] });

        await RefusedAsync(1, "BL5105", why);
    }

    [Fact]
    public async Task A_destination_is_not_taken_from_a_setting_by_a_forged_plan()
    {
        var none = default(JsonElement);
        var workspace = JsonSerializer.SerializeToElement("/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law");
        await ForgeAsync(plan => plan with
        {
            Changes =
            [
                .. plan.Changes.Select(change => change.Type == "Microsoft.Insights/diagnosticSettings"
                    ? change with
                    {
                        Action = ChangeAction.Update,
                        Body = JsonDocument.Parse(change.Body.GetRawText().Replace("\"properties\": {", "\"properties\": { \"workspaceId\": null,", StringComparison.Ordinal)).RootElement,
                        Properties = [.. change.Properties, new PropertyChange("properties.workspaceId", workspace, none)],
                    }
                    : change),
            ],
        });

        await RefusedAsync(1, "BL5105", "It takes a destination only from its own settings");
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults/kv", "Microsoft.KeyVault/vaults", "2026-02-01", "never deletes a vault")]
    [InlineData("Microsoft.Compute/virtualMachines/vm", "Microsoft.Compute/virtualMachines", "2024-01-01", "does not write to resources of type")]
    [InlineData("Microsoft.KeyVault/vaults/kv/providers/Microsoft.Insights/diagnosticSettings/soc", "Microsoft.Insights/diagnosticSettings", "2021-05-01-preview", "soc is none")]
    public async Task Nothing_of_others_is_deleted_by_a_forged_plan(string resource, string type, string version, string why)
    {
        await ForgeAsync(plan => plan with
        {
            Changes =
            [
                .. plan.Changes,
                plan.Changes[0] with
                {
                    Id = "c99", Action = ChangeAction.Delete, Method = "DELETE", Body = default, Type = type, ApiVersion = version, DependsOn = [], Properties = [], Because = [], Irreversible = false,
                    Resource = $"{plan.Changes[0].Resource.Split("/providers/")[0]}/providers/{resource}",
                },
            ],
        });

        await RefusedAsync(1, "BL5105", why);
    }

    /// <summary>The type of the change that is edited, its text and another, and what is said of it where only the body, or only what the plan says of it, is edited.</summary>
    public static TheoryData<string, string, string> Contradictions => new()
    {
        { "Microsoft.Insights/diagnosticSettings", "\"enabled\":true", "\"enabled\":false" },
        { "Microsoft.Insights/diagnosticSettings", "\"properties\":{", "\"properties\":{\"workspaceId\":\"/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law\"," },
        { "Microsoft.Storage/storageAccounts", "\"keyname\":\"", "\"keyname\":\"not-" },
        { "Microsoft.Authorization/roleAssignments", "\"ServicePrincipal\"", "\"Group\"" },
        { "Microsoft.KeyVault/vaults/keys", "\"RSA\"", "\"EC\"" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task A_body_that_is_not_what_the_plan_says_of_it_is_refused_by_every_command_that_reads_it(string type, string text, string other)
    {
        await ForgeAsync(plan => plan with { Changes = [.. plan.Changes.Select(change => change.Type == type ? Body(change, text, other) : change)] });

        var shown = await _workspace.RunAsync("show", "plan.json");

        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("error BL4017: Plan contradicts itself", shown.Error, StringComparison.Ordinal);
        await RefusedAsync(1, "BL4017", "What a plan says of a change must be what is sent.", says: "Do not trust the file.");

        // What the plan says of it stays, as told anew by nobody.
        static Change Body(Change change, string text, string other) => Altered(change, text, other) is var altered
            && altered.Body.GetRawText() != change.Body.GetRawText()
            ? altered with { Resource = change.Resource, Properties = [.. change.Properties] }
            : change;
    }

    /// <summary>The type of the change that is edited, its text and another, and what is said of it; the plan says what is sent.</summary>
    public static TheoryData<string, string, string, string> Unwanted => new()
    {
        { "Microsoft.Insights/diagnosticSettings", "\"enabled\":true", "\"enabled\":false", "on in each setting that it writes" },
        { "Microsoft.Authorization/roleAssignments", "\"ServicePrincipal\"", "\"Group\"", "It gives a service principal the role for storage encryption" },
        { "Microsoft.KeyVault/vaults/keys", "\"RSA\"", "\"EC\"", "It creates an RSA key of" },
        { "Microsoft.Storage/storageAccounts", "\"keyversion\":\"\"", "\"keyversion\":\"0123456789abcdef0123456789abcdef\"", "with the key that the document names" },
    };

    [Theory]
    [MemberData(nameof(Unwanted))]
    public async Task A_body_that_the_document_does_not_ask_for_is_refused_though_the_plan_says_what_it_sends(string type, string text, string other, string why)
    {
        await ForgeAsync(plan => plan with { Changes = [.. plan.Changes.Select(change => change.Type == type ? Altered(change, text, other) : change)] });

        await RefusedAsync(1, "BL5105", why);
    }

    [Fact]
    public async Task Limits_are_counted_anew_whatever_the_file_says_of_them()
    {
        _workspace.Edit("baseline.yaml", "maxChanges: 50", "maxChanges: 2");
        await ForgeAsync(plan => plan with { Exceeded = [] });

        await RefusedAsync(4, "BL5103", "the document allows 2");
        var allowed = await _workspace.RunAsync([.. Apply, "--allow-over-limits", "agreed with the owners", "--journal", "run.jsonl"]);

        Assert.Equal(0, allowed.ExitCode);
        Assert.Contains("agreed with the owners", _workspace.Read("run.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_needs_the_consent_of_the_document_whatever_the_file_says()
    {
        await ForgeAsync(plan => plan, dropConsent: true);

        await RefusedAsync(1, "BL5106", "the document does not consent to purgeProtection");
    }

    [Fact]
    public async Task What_has_become_excluded_since_is_named_and_not_changed()
    {
        _workspace.Edit("baseline.yaml", "exclude:", "exclude:\n    - tag: hands=off");
        await ForgeAsync(plan => plan);
        Tag(Target());

        await RefusedAsync(5, "BL5107", "is excluded from the document's scope");
    }

    [Fact]
    public async Task What_lies_out_of_scope_is_not_changed()
    {
        await ForgeAsync(plan => plan with
        {
            Changes = [.. plan.Changes.Select((change, index) => index == VaultSetting(plan)
                ? change with { Resource = Elsewhere(change.Resource) }
                : change)],
        });

        await RefusedAsync(5, "BL5107", "is not in the document's scope");
    }

    public void Dispose() => _workspace.Dispose();

    private static int VaultSetting(Plan plan) =>
        plan.Changes.ToList().FindIndex(change => change.Type == "Microsoft.Insights/diagnosticSettings" && change.Resource.Contains("/vaults/", StringComparison.Ordinal));

    private static string Elsewhere(string resource) =>
        $"/subscriptions/99999999-9999-9999-9999-999999999999/{string.Join('/', resource.Split('/').Skip(3))}";

    private static Change Altered(Change change, string text, string other)
    {
        using var body = JsonDocument.Parse(change.Body.GetRawText().Replace(": ", ":", StringComparison.Ordinal).Replace(text, other, StringComparison.Ordinal));
        return change with { Body = body.RootElement.Clone(), Resource = change.Resource.Replace(text, other, StringComparison.Ordinal) };
    }

    private string Target()
    {
        var plan = Read();
        return plan.Changes[VaultSetting(plan)].Resource.Split("/providers/Microsoft.Insights")[0];
    }

    private void Tag(string vault)
    {
        var estate = JsonNode.Parse(_workspace.Read("estate.json")) as JsonObject ?? [];
        var found = (estate["resources"] as JsonArray ?? []).OfType<JsonObject>()
            .First(resource => string.Equals((string?)resource["id"], vault, StringComparison.OrdinalIgnoreCase));
        found["tags"] = new JsonObject { ["hands"] = "off" };
        File.WriteAllText(_workspace.At("estate.json"), estate.ToJsonString());
    }

    private Plan Read() => PlanFile.Read(File.ReadAllBytes(_workspace.At("plan.json")), "plan.json").Value
        ?? throw new InvalidOperationException("The plan can't be read.");

    /// <summary>Whoever forges a plan makes it say of each change what that sends.</summary>
    private static Plan Told(Plan plan, Plan honest) => plan with
    {
        Changes =
        [
            .. plan.Changes.Select(change => honest.Changes.Any(one => one.Id == change.Id && one.Properties == change.Properties && one.Body.GetRawText() != change.Body.GetRawText())
                ? change with { Properties = new ResourceNormalizer(ControlCatalogue.Product.Types).Shown(change, default) }
                : change),
        ],
    };

    /// <summary>Plans, and alters the plan; its digests are those of the document at hand.</summary>
    private async Task ForgeAsync(Func<Plan, Plan> alter, bool dropConsent = false)
    {
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        var honest = Read();
        var plan = Told(alter(honest), honest);
        if (dropConsent)
        {
            _workspace.Edit("baseline.yaml", "irreversible: [purgeProtection]", "irreversible: []");
            await _workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
            plan = plan with { Baseline = Read().Baseline };
        }

        File.WriteAllBytes(_workspace.At("plan.json"), PlanFile.Write(plan));
    }

    private async Task RefusedAsync(int exitCode, string code, string why, string says = "Nothing was changed.")
    {
        var before = _workspace.Read("estate.json");

        var ran = await _workspace.RunAsync(Apply);

        Assert.True(exitCode == ran.ExitCode, $"exit {ran.ExitCode}\n{ran.Error}\n{ran.Output}");
        Assert.Contains($"error {code}: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(why, ran.Error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(says, ran.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(before, _workspace.Read("estate.json"));
    }
}
