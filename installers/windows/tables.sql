-- What wixl has no words for; one statement a line, in the SQL of Windows Installer.

-- 64 bits (256), never overwritten (128), never removed (16): the machine's configuration is its operator's.
UPDATE `Component` SET `Attributes` = 400 WHERE `Component` = 'Settings'

-- The old version goes before the new one is put there, and comes back if that fails.
UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'

-- Programs of Windows, run by the installer's service (34 + 1024 + 2048); with 64 more their failure is no reason to undo the installation.
-- The service has an identity of its own (S-1-5-80-…, from its name), and the folder is for it, for SYSTEM and for administrators alone.
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('Identity', 3106, 'INSTALLDIR', '"[System64Folder]sc.exe" sidtype AcsaNode unrestricted')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('Protection', 3106, 'INSTALLDIR', '"[System64Folder]icacls.exe" "[SETTINGSDIR]." /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-80-3773778050-237505411-1773234953-941685283-2749456267:(OI)(CI)M')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('Recovery', 3170, 'INSTALLDIR', '"[System64Folder]sc.exe" failure AcsaNode reset= 86400 actions= restart/5000/restart/30000/restart/300000')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('RecoveryAtErrors', 3170, 'INSTALLDIR', '"[System64Folder]sc.exe" failureflag AcsaNode 1')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('FirewallClose', 3170, 'INSTALLDIR', '"[System64Folder]netsh.exe" advfirewall firewall delete rule name="AcsaNode (DICOM)"')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('FirewallOpen', 3170, 'INSTALLDIR', '"[System64Folder]netsh.exe" advfirewall firewall add rule name="AcsaNode (DICOM)" dir=in action=allow protocol=TCP profile=domain,private program="[INSTALLDIR]acsa.exe"')
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('Identity', 'NOT REMOVE~="ALL"', 5810)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('Protection', 'NOT REMOVE~="ALL"', 5811)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('Recovery', 'NOT REMOVE~="ALL"', 5812)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('RecoveryAtErrors', 'NOT REMOVE~="ALL"', 5813)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('FirewallClose', '1', 5814)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('FirewallOpen', 'NOT REMOVE~="ALL"', 5815)
