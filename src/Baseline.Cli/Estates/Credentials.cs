using Azure.Core;
using Azure.Identity;
using Baseline.Arm;
using Baseline.Cli.Arguments;

namespace Baseline.Cli.Estates;

/// <summary>Who signs in to Azure.</summary>
internal static class Credentials
{
    /// <summary>The credential that the command line names; nothing is asked of anybody yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="cloud">Where one signs in.</param>
    /// <param name="clientId">AZURE_CLIENT_ID: which managed identity; null for the machine's own.</param>
    public static TokenCredential For(EstateArguments arguments, ArmCloud cloud, string? clientId)
    {
        // Asking the public cloud which clouds there are costs seconds where it can't be reached.
        var isElsewhere = arguments.Endpoint is not null;
        return arguments.Credential switch
        {
            "workload" => new WorkloadIdentityCredential(
                new WorkloadIdentityCredentialOptions { AuthorityHost = cloud.AuthorityHost, DisableInstanceDiscovery = isElsewhere }),
            "managed" => new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            "environment" => new EnvironmentCredential(
                new EnvironmentCredentialOptions { AuthorityHost = cloud.AuthorityHost, DisableInstanceDiscovery = isElsewhere }),
            "cli" => new AzureCliCredential(new AzureCliCredentialOptions { AuthorityHost = cloud.AuthorityHost }),
            _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                AuthorityHost = cloud.AuthorityHost,
                DisableInstanceDiscovery = isElsewhere,
                ExcludeInteractiveBrowserCredential = true,
            }),
        };
    }
}
