using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>
/// Service connections for the pipelines of a project in Azure DevOps. A connection comes first: it says by which issuer and subject
/// its jobs sign in.
/// </summary>
/// <param name="request">The project, and the organization's address.</param>
/// <param name="plan">The role for planning: its first scope is where the connections begin.</param>
internal sealed class AzureDevOpsSetup(SetupRequest request, CustomRole plan) : ISetupHost
{
    private static readonly string[] Known = ["name", "app", "tenant", "project"];

    private string Project => request.Repository.Split('/')[0];

    private string Where => $"--organization {ShellText.Word(request.Endpoint ?? "")} --project {ShellText.Word(Project)}";

    /// <inheritdoc/>
    public string Place => $"{request.Repository} in Azure DevOps";

    /// <inheritdoc/>
    public string Programs => "its extension (az extension add --name azure-devops)";

    /// <inheritdoc/>
    public string Check => "az extension show --name azure-devops";

    /// <inheritdoc/>
    public IEnumerable<string> SignIns()
    {
        yield return $$"""
            # A service connection of a name, for an app, and the sign-in that it asks for.
            connect() {
              local name=$1 app=$2 file id issuer subject
              file=$(mktemp)
              printf '%s' {{Connection()}} >"$file"
              id=$(az devops service-endpoint create {{Where}} --service-endpoint-configuration "$file" --query id --output tsv)
              rm "$file"
              issuer=$(az devops service-endpoint show {{Where}} --id "$id" \
                --query authorization.parameters.workloadIdentityFederationIssuer --output tsv)
              subject=$(az devops service-endpoint show {{Where}} --id "$id" \
                --query authorization.parameters.workloadIdentityFederationSubject --output tsv)
              az ad app federated-credential create --id "$app" --output none --parameters "{\"name\": \"$name\",
                \"issuer\": \"$issuer\", \"subject\": \"$subject\", \"audiences\": [\"{{FederatedCredential.Audience}}\"]}"
            }
            """;
        yield return $"project=$(az devops project show --organization {ShellText.Word(request.Endpoint ?? "")} "
            + $"--project {ShellText.Word(Project)} --query id --output tsv)";
        yield return "connect baseline-plan \"$plan_app\"";
        yield return "connect baseline-apply \"$apply_app\"";
    }

    /// <inheritdoc/>
    public IEnumerable<string> Variables() => [];

    /// <inheritdoc/>
    public IEnumerable<string> ByHand() =>
    [
        $"Create the environment {request.Environment}, with the checks \"Approvals\" and \"Exclusive lock\".",
        "Let the pipelines use the service connections: baseline-apply for the pipeline that releases alone.",
    ];

    /// <summary>
    /// What the connection says, as the shell takes it: a name in braces, which no project has, is a variable of the shell.
    /// </summary>
    private string Connection() => Known.Aggregate(
        ShellText.Word(Json().TrimEnd('\n')),
        (text, variable) => text.Replace($"{{{variable}}}", $"'\"${variable}\"'", StringComparison.Ordinal));

    private string Json() => IndentedJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", "{name}");
        writer.WriteString("type", "AzureRM");
        writer.WriteString("url", "https://management.azure.com/");
        writer.WriteBoolean("isShared", false);
        writer.WriteBoolean("isReady", true);
        writer.WriteStartObject("authorization");
        writer.WriteString("scheme", "WorkloadIdentityFederation");
        writer.WriteStartObject("parameters");
        writer.WriteString("tenantid", "{tenant}");
        writer.WriteString("serviceprincipalid", "{app}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("data");
        writer.WriteString("environment", "AzureCloud");
        writer.WriteString("creationMode", "Manual");
        WriteScope(writer);
        writer.WriteEndObject();
        writer.WriteStartArray("serviceEndpointProjectReferences");
        writer.WriteStartObject();
        writer.WriteString("name", "{name}");
        writer.WriteStartObject("projectReference");
        writer.WriteString("id", "{project}");
        writer.WriteString("name", Project);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Where a job begins. What it may read and write is said by the roles alone.</summary>
    private void WriteScope(Utf8JsonWriter writer)
    {
        if (plan.Scopes.FirstOrDefault(scope => scope.SubscriptionId is not null)?.SubscriptionId is { } subscription)
        {
            writer.WriteString("scopeLevel", "Subscription");
            writer.WriteString("subscriptionId", subscription);
            writer.WriteString("subscriptionName", subscription);
            return;
        }

        var group = plan.Scopes is [var first, ..] ? first.Name : RoleScopes.TenantMark;
        writer.WriteString("scopeLevel", "ManagementGroup");
        writer.WriteString("managementGroupId", group);
        writer.WriteString("managementGroupName", group);
    }
}
