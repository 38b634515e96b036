using Azure.Core;
using Azure.Identity;
using Baseline.Arm.Client;

namespace Baseline.Cli.Estates;

/// <summary>Who signs in to Azure.</summary>
internal static class Credentials
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(100);

    /// <summary>The credential that the command line names; nothing is asked of anybody yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="cloud">Where one signs in.</param>
    /// <param name="clientId">AZURE_CLIENT_ID: which managed identity; null or empty for the machine's own.</param>
    public static TokenCredential For(EstateArguments arguments, ArmCloud cloud, string? clientId)
    {
        // Asking the public cloud which clouds there are costs seconds where it can't be reached.
        var isElsewhere = arguments.Endpoint is not null;
        return arguments.Credential switch
        {
            "workload" => new WorkloadIdentityCredential(
                new WorkloadIdentityCredentialOptions { AuthorityHost = cloud.AuthorityHost, DisableInstanceDiscovery = isElsewhere }),
            "managed" => new ManagedIdentityCredential(ManagedIdentity(clientId, isElsewhere)),
            "environment" => new EnvironmentCredential(
                new EnvironmentCredentialOptions { AuthorityHost = cloud.AuthorityHost, DisableInstanceDiscovery = isElsewhere }),
            "cli" => new AzureCliCredential(new AzureCliCredentialOptions { AuthorityHost = cloud.AuthorityHost }),
            _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                AuthorityHost = cloud.AuthorityHost,
                DisableInstanceDiscovery = isElsewhere,

                // Only what --credential names by itself: each of the others costs seconds where nobody is signed in.
                ExcludeInteractiveBrowserCredential = true,
                ExcludeBrokerCredential = true,
                ExcludeVisualStudioCredential = true,
                ExcludeVisualStudioCodeCredential = true,
                ExcludeAzurePowerShellCredential = true,
                ExcludeAzureDeveloperCliCredential = true,
            }),
        };
    }

    /// <summary>What to do where nobody is signed in, by the credential that was asked for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="isPipeline">Whether a build server runs it, where nobody can log in.</param>
    public static string Advice(EstateArguments arguments, bool isPipeline) => arguments.Endpoint is { } endpoint
        ? $"Without a token, {endpoint.GetLeftPart(UriPartial.Authority)} was not asked. {HowToSignIn(arguments, isPipeline)}"
        : HowToSignIn(arguments, isPipeline);

    private static string HowToSignIn(EstateArguments arguments, bool isPipeline) => arguments.Credential switch
    {
        "workload" => "A workload identity needs AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE.",
        "managed" => "No managed identity answers on this machine: assign one, or leave --credential out.",
        "environment" => "Set AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH.",
        "default" when isPipeline => "Give the job a workload identity, a managed identity or AZURE_* variables: docs/pipelines.md.",
        _ => arguments.Cloud switch
        {
            "china" => "Sign in with: az cloud set --name AzureChinaCloud && az login",
            "usgov" => "Sign in with: az cloud set --name AzureUSGovernment && az login",
            _ => "Sign in with: az login",
        },
    };

    private static ManagedIdentityCredentialOptions ManagedIdentity(string? clientId, bool isElsewhere)
    {
        var options = new ManagedIdentityCredentialOptions(
            string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
        if (isElsewhere)
        {
            // It asks all the same, and can't be told not to; it need not wait long between its tries.
            options.Retry.Delay = ShortWait;
        }

        return options;
    }
}
