#pragma warning disable RS0030 // The console and the clock of a process are its entry point's business.
using Baseline.Bench.Reference;

// baseline-reference ENDPOINT FILE: FILE has the id of a subscription in each line. Signs in with AZURE_TENANT_ID, AZURE_CLIENT_ID
// and AZURE_CLIENT_SECRET, reads, and prints how many vaults are logged and how many are not.
if (args is not [var endpoint, var file])
{
    await Console.Error.WriteLineAsync("usage: baseline-reference ENDPOINT FILE");
    return 1;
}

using var client = new ReferenceClient(new Uri($"{endpoint}/"), TimeProvider.System);
await client.SignInAsync();
var counts = await client.ReadAsync(await File.ReadAllLinesAsync(file));
Console.WriteLine($"{counts.Logged} {counts.Unlogged}");
return 0;
