using Baseline.Cli.Formats.Az;
using Baseline.Cli.Formats.Bicep;
using Baseline.Cli.Formats.Terraform;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>
/// Plans for Bicep, Terraform and az, as people read them. That they say what the plan says is proved in the conformance tests, with
/// Bicep's own compiler.
/// </summary>
public sealed class OtherToolsTests
{
    private static readonly BicepFormat Bicep = new();
    private static readonly TerraformFormat Terraform = new();
    private static readonly AzFormat Az = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_conformity_example_in_bicep() => Golden.Match(
        string.Concat(Bicep.Files(PlanViews.Conformity).Select(file => $"==> {file.Name}\n{file.Content}")), "formats/conformity.bicep.txt");

    [Fact]
    public void The_conformity_example_in_terraform() => Golden.Match(Terraform.Render(PlanViews.Conformity), "formats/conformity.tf");

    [Fact]
    public void The_conformity_example_as_calls_of_az() => Golden.Match(Az.Render(PlanViews.Conformity), "formats/conformity.az.sh");

    [Fact]
    public void Changes_of_one_scope_are_one_bicep_file_that_says_how_it_is_deployed()
    {
        var text = Bicep.Render(PlanViews.View(SamplePlan.With(SamplePlan.Setting(1), SamplePlan.Setting(2))));

        Assert.StartsWith("// 2 changes that baseline plans for azure-logging.\n", text, StringComparison.Ordinal);
        Assert.Contains("az deployment group create --subscription 11111111-1111-1111-1111-111111111111 --resource-group rg-app ", text, StringComparison.Ordinal);
        Assert.Contains("targetScope = 'resourceGroup'\n", text, StringComparison.Ordinal);
        Assert.Contains("resource kv_01 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: 'kv-01'\n}\n", text, StringComparison.Ordinal);
        Assert.Contains("resource c1 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {\n  scope: kv_01\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_scopes_need_a_folder_and_that_is_said()
    {
        var error = Assert.Throws<DiagnosticException>(() => Bicep.Render(PlanViews.Fleet)).Diagnostics.Single();

        Assert.Equal(("BL0018", "More than one Bicep file"), (error.Code, error.Summary));
        Assert.Equal("Name a folder for them: --format bicep=FOLDER.", error.Fix);
        Assert.Contains("5 files", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_a_change_by_hand_says_so()
    {
        var after = SamplePlan.Setting(2) with { DependsOn = ["c1"] };

        var text = Bicep.Files(PlanViews.View(SamplePlan.With(SamplePlan.Encryption(1), after)))[0].Content;

        Assert.StartsWith("// 2 changes that baseline plans for azure-logging, 1 of them by hand.\n", text, StringComparison.Ordinal);
        Assert.Contains("// Only after c1, which is made by hand.\nresource c2 ", text, StringComparison.Ordinal);
        Assert.Contains("// c1: update storage account stlogs", text[text.IndexOf("// By hand", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_do_is_said_in_each_form()
    {
        const string Nothing = "0 changes that baseline plans for azure-logging.";
        var view = PlanViews.View(PlanViews.Empty);

        Assert.Equal($"// {Nothing}\n", Bicep.Render(view));
        Assert.Equal($"# {Nothing}\n", Terraform.Render(view));
        Assert.StartsWith($"#!/usr/bin/env bash\n# {Nothing}\n", Az.Render(view), StringComparison.Ordinal);
        Assert.DoesNotContain("az rest", Az.Render(view), StringComparison.Ordinal);
    }

    /// <summary>A saved plan can hold anything: what is no resource of its type is named, and never written as code.</summary>
    [Fact]
    public void What_is_written_to_no_resource_of_its_type_is_left_out()
    {
        var change = SamplePlan.Setting(1) with { Resource = SamplePlan.Account };
        var view = PlanViews.View(SamplePlan.With(change));

        Assert.DoesNotContain("resource c1", Bicep.Render(view), StringComparison.Ordinal);
        Assert.Contains("is not the id of a resource of type Microsoft.Insights/diagnosticSettings", Bicep.Render(view), StringComparison.Ordinal);
        Assert.DoesNotContain("resource \"", Terraform.Render(view), StringComparison.Ordinal);
        Assert.Contains("#   Left out: What it writes to is not", Terraform.Render(view), StringComparison.Ordinal);
        Assert.DoesNotContain("az rest", Az.Render(view), StringComparison.Ordinal);
        Assert.Contains("#   Left out: What it writes to is not", Az.Render(view), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_hides_anything_or_leaves_its_line(string name)
    {
        string[] texts =
        [
            .. Bicep.Files(PlanViews.Hostile(name)).Select(file => file.Content), Terraform.Render(PlanViews.Hostile(name)), Az.Render(PlanViews.Hostile(name)),
            .. Bicep.Files(PlanViews.View(WithName(name))).Select(file => file.Content), Terraform.Render(PlanViews.View(WithName(name))), Az.Render(PlanViews.View(WithName(name))),
        ];

        Assert.All(texts, text => Assert.All(text, character => Assert.True(character == '\n' || !char.IsControl(character), $"U+{(int)character:X4}")));
        Assert.All(texts, text => Assert.DoesNotContain('\u202E', text));
    }

    /// <summary>What the script says while it runs stands in the log of a build server; what it sends is as planned.</summary>
    [Theory]
    [InlineData("##vso[task.complete]")]
    [InlineData("##[error]forged")]
    [InlineData("::error::forged")]
    public void The_script_of_az_has_no_command_for_a_build_server(string name)
    {
        var texts = new[] { PlanViews.Hostile(name), PlanViews.View(WithName(name)), PlanViews.View(WithName(name) with { Baseline = new PlanBaseline(name, "sha256:0") }) }
            .Select(Az.Render).ToList();

        Assert.All(texts, text => Assert.DoesNotMatch(@"##(vso)?\[|(?m)^\s*(echo )?'?::", text));
    }

    private static Plan WithName(string name) => SamplePlan.With(SamplePlan.Setting(1) with
    {
        Resource = $"{SamplePlan.VaultId("kv").Text}/providers/Microsoft.Insights/diagnosticSettings/{name.Replace('/', '-')}",
        Because = [new Cause("KeyVault-004", SamplePlan.VaultId("kv").Text)],
    });
}
