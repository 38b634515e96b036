using System.Text.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class RoleCommandTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public async Task All_roles_are_printed_as_json()
    {
        var ran = await _workspace.RunAsync("role");

        Golden.Match(ran.Output, "cli/role.json");
        Assert.Equal(
            "Azure takes one role at a time:\n"
                + "    baseline role plan | az role definition create --role-definition @-\n"
                + "    baseline role apply | az role definition create --role-definition @-\n"
                + "    baseline role destinations | az role definition create --role-definition @-\n"
                + "    baseline role undo | az role definition create --role-definition @-\n"
                + "TENANT_ID stands for the tenant's id. To have it filled in:\n"
                + "    baseline role --tenant $(az account show --query tenantId --output tsv)\n",
            ran.Error);
    }

    [Fact]
    public async Task All_roles_are_printed_as_bicep() =>
        Golden.Match((await _workspace.RunAsync("role", "--format", "bicep")).Output, "cli/role.bicep");

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("destinations")]
    [InlineData("undo")]
    public async Task One_role_is_an_object_as_az_takes_it(string purpose)
    {
        var ran = await _workspace.RunAsync("role", purpose);

        using var role = JsonDocument.Parse(ran.Output);
        Assert.Equal($"baseline {purpose} azure-logging", role.RootElement.GetProperty("Name").GetString());
        Assert.NotEqual(0, role.RootElement.GetProperty("Actions").GetArrayLength());
    }

    /// <summary>Standard output has the role alone, so that it can be piped on; what to do with it is said beside it.</summary>
    [Theory]
    [InlineData("plan", "/providers/Microsoft.Management/managementGroups/00000000-0000-0000-0000-00000000000a")]
    [InlineData("destinations", "/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/stauditweu")]
    public async Task One_role_is_told_with_the_commands_that_create_and_assign_it(string purpose, string scope)
    {
        var ran = await _workspace.RunAsync("role", purpose, "--tenant", "00000000-0000-0000-0000-00000000000A");

        using var role = JsonDocument.Parse(ran.Output);
        Assert.Equal(
            "/providers/Microsoft.Management/managementGroups/00000000-0000-0000-0000-00000000000a",
            role.RootElement.GetProperty("AssignableScopes")[0].GetString());
        Assert.Contains("| az role definition create --role-definition @-\n", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"--role 'baseline {purpose} azure-logging' --scope ", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{scope}\n", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("TENANT_ID", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_document_does_not_create_is_not_in_the_role()
    {
        _workspace.Edit("baseline.yaml", "create: { type: RSA, size: 2048 }", "");
        _workspace.Edit("baseline.yaml", "grant: auto ", "grant: none ");

        var ran = await _workspace.RunAsync("role", "apply");

        Assert.DoesNotContain("vaults/keys/write", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("roleAssignments/write", ran.Output, StringComparison.Ordinal);
        Assert.Contains("userAssignedIdentities/write", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_can_be_assigned_in_scope_and_where_the_document_names_something()
    {
        _workspace.Edit("baseline.yaml", "tenant: true ", "subscriptions: [22222222-2222-2222-2222-222222222222] ");

        var ran = await _workspace.RunAsync("role", "plan");

        using var role = JsonDocument.Parse(ran.Output);
        Assert.Equal(
            ["/subscriptions/11111111-1111-1111-1111-111111111111", "/subscriptions/22222222-2222-2222-2222-222222222222"],
            role.RootElement.GetProperty("AssignableScopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Contains("--scope /subscriptions/22222222-2222-2222-2222-222222222222\n", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>Azure asks whoever writes a setting for the keys of what it exports to, of whichever kind that is.</summary>
    [Theory]
    [InlineData("workspace: {0}/Microsoft.OperationalInsights/workspaces/log-central", "workspaces/sharedKeys/action")]
    [InlineData(
        "eventHub: {{ authorizationRule: {0}/Microsoft.EventHub/namespaces/ns/authorizationRules/insights }}", "authorizationRules/listkeys/action")]
    public async Task What_a_named_destination_asks_for_is_in_its_role(string destination, string action)
    {
        const string Group = "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg/providers";
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, destination, Group);
        await File.WriteAllTextAsync(
            _workspace.At("named.yaml"),
            $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: named }
            scope: { subscriptions: [11111111-1111-1111-1111-111111111111] }
            controls:
              KeyVault-004:
                auditEvent: enabled
                retentionDays: [365, 0]
                destination:
                  accept: mapped
                  {{text}}
            """,
            TestContext.Current.CancellationToken);

        var destinations = (await _workspace.RunAsync("role", "destinations", "-f", "named.yaml")).Output;
        var apply = (await _workspace.RunAsync("role", "apply", "-f", "named.yaml")).Output;

        Assert.Contains(action, destinations, StringComparison.Ordinal);
        Assert.Contains("/subscriptions/33333333-3333-3333-3333-333333333333", destinations, StringComparison.Ordinal);
        Assert.DoesNotContain(action, apply, StringComparison.Ordinal);
        Assert.DoesNotContain("managementPolicies/write", apply, StringComparison.Ordinal);
        Assert.DoesNotContain(action, (await _workspace.RunAsync("role", "destinations")).Output, StringComparison.Ordinal);
    }

    /// <summary>Of every control that can name a destination, each kind that it can name; the last names none, and has nothing to assign.</summary>
    public static TheoryData<string, string, string> DocumentsWithDestinations
    {
        get
        {
            var data = new TheoryData<string, string, string>
            {
                { "Monitor-006", "keySource: Microsoft.Keyvault\n    export: { storageAccount: ACCOUNT }", Account },
                { "Monitor-008", "rules: [{ types: [\"*\"], logs: allLogs, destination: { accept: any } }]", "" },
            };
            foreach (var (control, before) in new (string, string)[]
            {
                ("KeyVault-004", "auditEvent: enabled\n    retentionDays: [365, 0]\n    destination:"),
                ("Monitor-007", "categories: [Administrative]\n    destination:"),
                ("Monitor-008", "rules:\n    - types: [\"*\"]\n      logs: allLogs\n      destination:"),
            })
            {
                data.Add(control, $"{before} {{ storageAccounts: {{ \"*\": ACCOUNT }} }}", Account);
                data.Add(control, $"{before} {{ accept: mapped, workspace: WORKSPACE }}", Workspaces);
                data.Add(control, $"{before} {{ accept: mapped, eventHub: {{ authorizationRule: RULE }} }}", Rule);
                data.Add(
                    control,
                    $"{before} {{ accept: [storageAccount, workspace], storageAccounts: {{ \"*\": ACCOUNT }}, workspace: WORKSPACE }}",
                    $"{Workspaces} {Account}");
            }

            return data;
        }
    }

    private const string Providers = "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg/providers";
    private const string Account = $"{Providers}/Microsoft.Storage/storageAccounts/stlogs";
    private const string Workspaces = $"{Providers}/Microsoft.OperationalInsights/workspaces/law-central";
    private const string Rule = $"{Providers}/Microsoft.EventHub/namespaces/ns/authorizationRules/insights";

    /// <summary>Whatever the document names for logs to go to gets an assignment: without it Azure refuses the setting.</summary>
    [Theory]
    [MemberData(nameof(DocumentsWithDestinations))]
    public async Task The_role_for_destinations_is_assigned_at_each_that_a_control_names(string control, string settings, string expected)
    {
        await File.WriteAllTextAsync(
            _workspace.At("named.yaml"),
            $"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata:
              name: named
            scope:
              subscriptions: [11111111-1111-1111-1111-111111111111]
            controls:
              {control}:
                {settings.Replace("ACCOUNT", Account, StringComparison.Ordinal)
                    .Replace("WORKSPACE", Workspaces, StringComparison.Ordinal)
                    .Replace("RULE", Rule, StringComparison.Ordinal)}
            """,
            TestContext.Current.CancellationToken);
        string[] ids = expected.Length == 0 ? [] : expected.Split(' ');

        var told = await _workspace.RunAsync("role", "destinations", "-f", "named.yaml");
        var script = await _workspace.RunAsync("role", "--setup", "github", "--repository", "contoso/logging", "-f", "named.yaml");

        Assert.Equal((0, 0), (told.ExitCode, script.ExitCode));
        Assert.Equal(
            ids.Length == 0 ? ["DESTINATION_ID"] : ids,
            told.Error.TrimEnd('\n').Split('\n').Where(line => line.Contains("--scope ", StringComparison.Ordinal)).Select(line => line.Split("--scope ")[^1]));
        Assert.Equal(
            ids,
            script.Output.Split('\n').Where(line => line.StartsWith("assign \"$apply_principal\" \"$destinations_role\"", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[^1].Trim('\'')));
        Assert.Equal(ids.Length == 0, script.Output.Contains("names nothing that logs go to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_role_is_refused_with_what_was_meant()
    {
        var ran = await _workspace.RunAsync("role", "aply");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("There is no role \"aply\". Did you mean \"apply\"?", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
