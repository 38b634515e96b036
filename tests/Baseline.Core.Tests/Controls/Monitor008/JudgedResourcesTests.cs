using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>What a rule for all types is about: resources that can have logs, and nothing that is attached to them or only holds them.</summary>
public sealed class JudgedResourcesTests
{
    private const string Search = $"{ObservedEstate.Group}/Microsoft.Search/searchServices/srch-a";
    private const string Component = $"{ObservedEstate.Group}/Microsoft.Insights/components/app-a";
    private const string Unlisted = $"{ObservedEstate.Group}/Contoso.Weather/stations/st-a";
    private const string Settings = "providers/microsoft.insights/diagnosticSettings";
    private const string Categories = "providers/microsoft.insights/diagnosticSettingsCategories";

    private static readonly Monitor008Control Control = new(new Monitor008Settings(
        [
            new LogRule(
                "controls.Monitor-008.rules[0]",
                [new TypePattern("*")],
                WantedLogs.OfGroup(WantedLogs.Audit),
                new DestinationSettings("controls.Monitor-008.rules[0].destination")),
        ],
        [],
        Monitor008Settings.DefaultSettingName,
        ExportsCharged: true,
        new SourceSpan("baseline.yaml", 1, 1)));

    /// <summary>An id of everything else that an estate file can hold.</summary>
    public static TheoryData<string> WithoutLogs =>
    [
        $"/subscriptions/{ObservedEstate.Subscription}/resourceGroups/rg-a",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Insights",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Insights/logProfiles/default",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Insights/diagnosticSettings/s",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Authorization/locks/l",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Authorization/roleAssignments/r",
        $"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-a",
        "/providers/Microsoft.Management/managementGroups/contoso",
        "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Insights/diagnosticSettings/s",
        $"{ObservedEstate.Group}/Microsoft.Authorization/locks/l",
        $"{ObservedEstate.Group}/Microsoft.Authorization/roleAssignments/r",
        $"{ObservedEstate.Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-a",
        $"{ObservedEstate.Group}/Microsoft.StorageActions/storageTasks/t",
        $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns-a/authorizationRules/send",
        $"{ObservedEstate.Group}/Microsoft.Network/virtualNetworks/vnet-a/subnets/default",
        $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-a/tables/AzureDiagnostics",
        $"{ObservedEstate.Vault}/keys/k",
        $"{ObservedEstate.Vault}/keys/k/versions/v",
        $"{ObservedEstate.Vault}/accessPolicies/add",
        $"{ObservedEstate.Account}/managementPolicies/default",
        $"{ObservedEstate.Account}/encryptionScopes/e",
        $"{ObservedEstate.Account}/storageTaskAssignments/t",
        $"{ObservedEstate.Account}/blobServices/default/containers/c",
        $"{Search}/{Settings}/s",
        $"{Search}/{Categories}/OperationLogs",
        $"{Component}/{Settings}/s",
        $"{Component}/{Categories}/AppRequests",
        $"{Search}/providers/Microsoft.Authorization/locks/l",
        $"{Search}/providers/Microsoft.Authorization/roleAssignments/r",
    ];

    [Theory]
    [MemberData(nameof(WithoutLogs))]
    public void What_can_have_no_logs_is_never_judged(string id)
    {
        var parts = id.Split('/');
        var parent = string.Join('/', parts[..^2]);

        Assert.Empty(Judged(new ObservedEstate().With(id)));
        Assert.Empty(Judged(new ObservedEstate().With(id).Hiding($"{parent}/{parts[^2]}")));
        Assert.Empty(Judged(new ObservedEstate().Hiding(id)));
    }

    [Theory]
    [InlineData($"{ObservedEstate.Group}/Microsoft.Authorization/locks/l")]
    [InlineData($"{Search}/{Settings}/s")]
    [InlineData($"{Search}/{Categories}/OperationLogs")]
    [InlineData($"{Component}/{Categories}/AppRequests")]
    [InlineData($"{Search}/providers/Microsoft.Authorization/locks/l")]
    [InlineData($"/subscriptions/{ObservedEstate.Subscription}")]
    [InlineData($"/subscriptions/{ObservedEstate.Subscription}/resourceGroups/rg-a")]
    [InlineData($"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Insights/logProfiles/default")]
    [InlineData($"{ObservedEstate.Group}/microsoft.insights/diagnosticSettings/s")]
    [InlineData($"{ObservedEstate.Group}/microsoft.insights/diagnosticSettingsCategories/c")]
    [InlineData($"{Search}/providers/Microsoft.Security/assessments/a")]
    public void Nor_is_it_where_what_it_offers_could_not_be_read_and_a_write_to_its_settings_is_refused(string id)
    {
        Assert.Empty(Judged(new ObservedEstate().With(id).Hiding($"{id}/{Categories}")));
        Assert.Empty(Judged(new ObservedEstate().With(id).Hiding($"{id}/{Settings}")));
        Assert.False(Control.Owns(WriteTo(id), ResourceId.Parse(id)));
    }

    [Theory]
    [InlineData(Search, Categories)]
    [InlineData(Search, Settings)]
    [InlineData(Component, Categories)]
    [InlineData(Component, Settings)]
    [InlineData(Unlisted, Categories)]
    public void A_resource_of_which_a_list_could_not_be_read_is_unknown(string id, string list)
    {
        var finding = Assert.Single(Control.Evaluate(new ObservedEstate().With(id).Hiding($"{id}/{list}").ToInput()).Findings);

        Assert.Equal(ComplianceState.Unknown, finding.State);
        Assert.Contains("could not be read (403 AuthorizationFailed)", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_type_that_is_known_to_have_categories_is_judged() => Assert.All(
        LogTypeCatalogue.Product.All.Where(type => type.Categories.Count > 0),
        type =>
        {
            var parts = type.Name.Split('/');
            var id = $"{ObservedEstate.Group}/{parts[0]}{string.Concat(parts.Skip(1).Select(part => $"/{part}/default"))}";

            Assert.NotEmpty(Judged(new ObservedEstate().With(id, """{"location":"westeurope"}""")));
            Assert.True(Control.Owns(WriteTo(id), ResourceId.Parse(id)));
        });

    private static IEnumerable<string> Judged(ObservedEstate estate) =>
        Control.Evaluate(estate.ToInput()).Findings.Select(finding => $"{finding.Resource}: {finding.Reason}");

    private static ArmWrite WriteTo(string owner) => new(
        TypeNames.DiagnosticSetting, "PUT", $"{owner}/{Settings}/s", "2021-05-01-preview", ObservedEstate.Json("{}"));
}
